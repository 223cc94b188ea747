using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ClvPredict.Models.Numerics;

namespace ClvPredict.Training.Btyd;

/// <summary>
/// Likelihood of BG/NBD and MBG/NBD; parameters r, α, a, b. They differ in the number of moments at which a customer
/// may have left: x, or x + 1.
/// </summary>
internal sealed class BetaGeometricLikelihood(
    CustomerRuns runs,
    int threads,
    bool leavesAfterFirstOrder
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
        var value =
            SpecialFunctions.LogRisingFactorial(r, count)
            - count * Math.Log(alpha)
            + SpecialFunctions.LogRisingFactorial(b, opportunities)
            - SpecialFunctions.LogRisingFactorial(a + b, opportunities);
        var slopeSum = SpecialFunctions.DigammaDifference(a + b, opportunities);
        total[0] += customers * value;
        total[1] += customers * r * SpecialFunctions.DigammaDifference(r, count);
        total[2] -= customers * count;
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
        var power = r + piece.Count;
        var opportunities = Opportunities(piece.Count);
        // Without an opportunity to leave the odds are e^-1000 = 0.
        var logOdds = opportunities == 0 ? -1000 : Math.Log(a / (b + opportunities - 1));
        var lastAges = MemoryMarshal.Cast<double, Vector256<double>>(Runs.First(piece));
        var ages = MemoryMarshal.Cast<double, Vector256<double>>(Runs.Second(piece));
        var weights = MemoryMarshal.Cast<double, Vector256<double>>(Runs.Weight(piece));
        var one = Vector256<double>.One;
        var inverseAlpha = Vector256.Create(1 / alpha);
        var (value, logGrowth, share, gone) = (
            Vector256<double>.Zero,
            Vector256<double>.Zero,
            Vector256<double>.Zero,
            Vector256<double>.Zero
        );
        for (var i = 0; i < ages.Length; i++)
        {
            var growth = one + ages[i] * inverseAlpha;
            var lastGrowth = one + lastAges[i] * inverseAlpha;
            var logAge = Vector256.Log(growth);
            var silence = logAge - Vector256.Log(lastGrowth);
            var odds = Vector256.Create(logOdds) + power * silence;
            var decay = Vector256.Exp(-Vector256.Abs(odds));
            var larger = one / (one + decay);
            var isGone = Vector256.ConditionalSelect(
                Vector256.GreaterThan(odds, Vector256<double>.Zero),
                larger,
                decay * larger
            );
            var softPlus = Vector256.Max(odds, Vector256<double>.Zero) + Vector256.Log(one + decay);
            value += weights[i] * (softPlus - power * logAge);
            logGrowth += weights[i] * (logAge - isGone * silence);
            // α E[1 / (α + y)], y = T when alive and t_x when gone.
            share += weights[i] * (one / growth + isGone * (one / lastGrowth - one / growth));
            gone += weights[i] * isGone;
        }
        var customers = Vector256.Sum(SumOf(weights));
        total[0] += Vector256.Sum(value);
        total[1] -= r * Vector256.Sum(logGrowth);
        total[2] += power * (customers - Vector256.Sum(share));
        total[3] += Vector256.Sum(gone);
        total[4] -= opportunities == 0 ? 0 : b / (b + opportunities - 1) * Vector256.Sum(gone);
    }

    private static Vector256<double> SumOf(ReadOnlySpan<Vector256<double>> values)
    {
        var sum = Vector256<double>.Zero;
        foreach (var value in values)
            sum += value;
        return sum;
    }

    private double Opportunities(double count) => leavesAfterFirstOrder ? count + 1 : count;
}
