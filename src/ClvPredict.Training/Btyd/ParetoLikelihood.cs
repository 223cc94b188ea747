using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ClvPredict.Models.Numerics;

namespace ClvPredict.Training.Btyd;

/// <summary>Likelihood of the Pareto/NBD; parameters r, α, s, β.</summary>
internal sealed class ParetoLikelihood(CustomerRuns runs, int threads)
    : RunLikelihood(runs, threads)
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
        var (r, alpha) = (parameters[0], parameters[1]);
        total[0] +=
            customers * (SpecialFunctions.LogRisingFactorial(r, count) - count * Math.Log(alpha));
        total[1] += customers * r * SpecialFunctions.DigammaDifference(r, count);
        total[2] -= customers * count;
    }

    /// <inheritdoc/>
    protected override void AddPiece(
        ReadOnlySpan<double> parameters,
        CustomerRuns.Piece piece,
        Span<double> total
    )
    {
        var (r, alpha, s, beta) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        var power = r + piece.Count;
        var lastAges = MemoryMarshal.Cast<double, Vector256<double>>(Runs.First(piece));
        var ages = MemoryMarshal.Cast<double, Vector256<double>>(Runs.Second(piece));
        var weights = MemoryMarshal.Cast<double, Vector256<double>>(Runs.Weight(piece));
        var one = Vector256<double>.One;
        var (value, slopeR, slopeAlpha, slopeS, slopeBeta) = (
            Vector256<double>.Zero,
            Vector256<double>.Zero,
            Vector256<double>.Zero,
            Vector256<double>.Zero,
            Vector256<double>.Zero
        );
        for (var i = 0; i < ages.Length; i++)
        {
            var lastAge = lastAges[i];
            var alphaLast = Vector256.Create(alpha) + lastAge;
            var betaLast = Vector256.Create(beta) + lastAge;
            var logAlphaLast = Vector256.Log(one + lastAge * (1 / alpha));
            var logBetaLast = Vector256.Log(one + lastAge * (1 / beta));
            var integral = PowerProductIntegral.Evaluate(
                alphaLast,
                betaLast,
                power,
                s + 1,
                ages[i] - lastAge
            );

            // The two histories, relative to (α + t_x)^-(r + x) (β + t_x)^-s: alive at T, or gone at some y before.
            var alive = Vector256.Exp(-power * integral.LogEndFirst - s * integral.LogEndSecond);
            var gone = s * integral.Value / betaLast;
            var sum = alive + gone;
            alive /= sum;
            gone /= sum;
            value += weights[i] * (Vector256.Log(sum) - power * logAlphaLast - s * logBetaLast);

            // Means over the two of ln(1 + y/α), α/(α + y), ln(1 + y/β), with y = T for the first.
            var meanLogAlpha =
                logAlphaLast + alive * integral.LogEndFirst + gone * integral.MeanLogFirst;
            var meanLogBeta =
                logBetaLast + alive * integral.LogEndSecond + gone * integral.MeanLogSecond;
            var meanShare =
                alpha
                * (
                    alive / (Vector256.Create(alpha) + ages[i])
                    + gone * integral.MeanInverseFirst / alphaLast
                );
            var aliveShare = beta * alive / (Vector256.Create(beta) + ages[i]);
            var goneShare = beta * gone * integral.MeanInverseSecond / betaLast;
            slopeR -= weights[i] * meanLogAlpha;
            slopeAlpha += weights[i] * (one - meanShare);
            slopeS += weights[i] * (gone - s * meanLogBeta);
            slopeBeta += weights[i] * (s * (one - aliveShare) - (s + 1) * goneShare);
        }
        total[0] += Vector256.Sum(value);
        total[1] += r * Vector256.Sum(slopeR);
        total[2] += power * Vector256.Sum(slopeAlpha);
        total[3] += Vector256.Sum(slopeS);
        total[4] += Vector256.Sum(slopeBeta);
    }
}
