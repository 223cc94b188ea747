using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ClvPredict.Models.Numerics;

namespace ClvPredict.Training.Btyd;

/// <summary>
/// Likelihood of (M)BG/NBD and (M)BG/CNBD-k; parameters r, α, a, b. BG and MBG differ in the number of moments at which a
/// customer may have left: x, or x + 1. For k above 1 what depends on the intervals alone, (k - 1) Σ ln(interval) - x ln Γ(k),
/// is left out: it does not change with the parameters.
/// </summary>
internal sealed class BetaGeometricLikelihood(
    CustomerRuns runs,
    int threads,
    bool leavesAfterFirstOrder,
    int k = 1
) : RunLikelihood(runs, threads)
{
    /// <inheritdoc/>
    public override int ParameterCount => 4;

    /// <inheritdoc/>
    protected override void AddRun(
        ReadOnlySpan<double> parameters,
        double count,
        double customers,
        Span<double> total
    )
    {
        var (r, alpha, a, b) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        var opportunities = Opportunities(count);
        var events = k * count;
        var value =
            SpecialFunctions.LogRisingFactorial(r, events)
            - events * Math.Log(alpha)
            + SpecialFunctions.LogRisingFactorial(b, opportunities)
            - SpecialFunctions.LogRisingFactorial(a + b, opportunities);
        var slopeSum = SpecialFunctions.DigammaDifference(a + b, opportunities);
        total[0] += customers * value;
        total[1] += customers * r * SpecialFunctions.DigammaDifference(r, events);
        total[2] -= customers * events;
        total[3] -= customers * a * slopeSum;
        total[4] +=
            customers * b * (SpecialFunctions.DigammaDifference(b, opportunities) - slopeSum);
    }

    /// <inheritdoc/>
    protected override void AddPiece(
        ReadOnlySpan<double> parameters,
        CustomerRuns.Piece piece,
        Span<double> total
    )
    {
        var (r, alpha, a, b) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        var power = r + k * piece.Count;
        var opportunities = Opportunities(piece.Count);
        // Without an opportunity to leave the odds are e^-1000 = 0.
        var logOdds = opportunities == 0 ? -1000 : Math.Log(a / (b + opportunities - 1));
        var lastAges = MemoryMarshal.Cast<double, Vector256<double>>(Runs.First(piece));
        var ages = MemoryMarshal.Cast<double, Vector256<double>>(Runs.Second(piece));
        var weights = MemoryMarshal.Cast<double, Vector256<double>>(Runs.Weight(piece));
        var one = Vector256<double>.One;
        var inverseAlpha = Vector256.Create(1 / alpha);
        var (value, slopeR, slopeAlpha, gone) = (
            Vector256<double>.Zero,
            Vector256<double>.Zero,
            Vector256<double>.Zero,
            Vector256<double>.Zero
        );
        for (var i = 0; i < ages.Length; i++)
        {
            var inverseGrowth = one / (one + ages[i] * inverseAlpha);
            var lastGrowth = one + lastAges[i] * inverseAlpha;
            var inverseLastGrowth = one / lastGrowth;
            var logLast = Vector256.Log(lastGrowth);
            var silence = -Vector256.Log(inverseGrowth) - logLast;
            // The chance to stay silent from t_x to T: fewer than k events.
            var logSilent = -power * silence;
            var silentR = -silence;
            var silentAlpha = power * (inverseLastGrowth - inverseGrowth);
            if (k > 1)
            {
                var z = (ages[i] - lastAges[i]) * inverseAlpha * inverseGrowth;
                var (sum, meanR, meanEvents) = FewerEvents(power, z);
                logSilent += Vector256.Log(sum);
                silentR += meanR;
                silentAlpha -= meanEvents * inverseGrowth;
            }
            var odds = Vector256.Create(logOdds) - logSilent;
            var decay = Vector256.Exp(-Vector256.Abs(odds));
            var larger = one / (one + decay);
            var isGone = Vector256.ConditionalSelect(
                Vector256.GreaterThan(odds, Vector256<double>.Zero),
                larger,
                decay * larger
            );
            var isAlive = one - isGone;
            var softPlus = Vector256.Max(odds, Vector256<double>.Zero) + Vector256.Log(one + decay);
            value += weights[i] * (logSilent + softPlus - power * logLast);
            slopeR += weights[i] * (isAlive * silentR - logLast);
            slopeAlpha += weights[i] * (power * (one - inverseLastGrowth) + isAlive * silentAlpha);
            gone += weights[i] * isGone;
        }
        total[0] += Vector256.Sum(value);
        total[1] += r * Vector256.Sum(slopeR);
        total[2] += Vector256.Sum(slopeAlpha);
        total[3] += Vector256.Sum(gone);
        total[4] -= opportunities == 0 ? 0 : b / (b + opportunities - 1) * Vector256.Sum(gone);
    }

    /// <summary>
    /// Σ over j &lt; k of w = (power)_j / j! z^j, and under the weights w the means of the derivative of ln w with respect
    /// to the power and of j.
    /// </summary>
    private (
        Vector256<double> Sum,
        Vector256<double> MeanSlope,
        Vector256<double> MeanEvents
    ) FewerEvents(double power, Vector256<double> z)
    {
        var term = Vector256<double>.One;
        var sum = term;
        var (slopes, events) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var slope = 0.0;
        for (var j = 1; j < k; j++)
        {
            term *= (power + j - 1) / j * z;
            slope += 1 / (power + j - 1);
            sum += term;
            slopes += slope * term;
            events += (double)j * term;
        }
        return (sum, slopes / sum, events / sum);
    }

    private double Opportunities(double count) => leavesAfterFirstOrder ? count + 1 : count;
}
