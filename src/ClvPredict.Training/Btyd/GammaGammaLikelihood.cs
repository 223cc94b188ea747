using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ClvPredict.Models.Numerics;

namespace ClvPredict.Training.Btyd;

/// <summary>
/// Likelihood of the Gamma-Gamma model; parameters p, q - 1, v, and the effect of the order count where that is fitted. Rows
/// hold the total value x z̄ of a customer and the log of the mean value z̄.
/// </summary>
internal sealed class GammaGammaLikelihood(CustomerRuns runs, int threads, bool hasCountEffect)
    : RunLikelihood(runs, threads)
{
    /// <inheritdoc/>
    public override int ParameterCount => hasCountEffect ? 4 : 3;

    /// <inheritdoc/>
    protected override void AddRun(
        ReadOnlySpan<double> parameters,
        double count,
        double customers,
        Span<double> total
    )
    {
        var (p, excess) = (parameters[0], parameters[1]);
        var q = excess + 1;
        var shape = p * count;
        var digammaSum = SpecialFunctions.Digamma(shape + q);
        total[0] -= customers * SpecialFunctions.LogBeta(shape, q);
        total[1] += customers * shape * (digammaSum - SpecialFunctions.Digamma(shape));
        total[2] += customers * excess * (digammaSum - SpecialFunctions.Digamma(q));
    }

    /// <inheritdoc/>
    protected override void AddPiece(
        ReadOnlySpan<double> parameters,
        CustomerRuns.Piece piece,
        Span<double> total
    )
    {
        var (p, excess, v) = (parameters[0], parameters[1], parameters[2]);
        var q = excess + 1;
        var shape = p * piece.Count;
        var values = MemoryMarshal.Cast<double, Vector256<double>>(Runs.First(piece));
        var logMeans = MemoryMarshal.Cast<double, Vector256<double>>(Runs.Second(piece));
        var weights = MemoryMarshal.Cast<double, Vector256<double>>(Runs.Weight(piece));
        var one = Vector256<double>.One;
        var logCount = Math.Log(piece.Count);
        var scale = Vector256.Create(hasCountEffect ? v * Math.Exp(parameters[3] * logCount) : v);
        var (logMean, logValueSide, logScaleSide, slopeV) = (
            Vector256<double>.Zero,
            Vector256<double>.Zero,
            Vector256<double>.Zero,
            Vector256<double>.Zero
        );
        for (var i = 0; i < values.Length; i++)
        {
            logMean += weights[i] * logMeans[i];
            logValueSide += weights[i] * SpecialFunctions.Log1P(scale / values[i]);
            logScaleSide += weights[i] * SpecialFunctions.Log1P(values[i] / scale);
            slopeV += weights[i] * (q * values[i] - shape * scale) / (values[i] + scale);
        }
        var valueSide = Vector256.Sum(logValueSide);
        var scaleSide = Vector256.Sum(logScaleSide);
        total[0] -= shape * valueSide + q * scaleSide + Vector256.Sum(logMean);
        total[1] -= shape * valueSide;
        total[2] -= excess * scaleSide;
        total[3] += Vector256.Sum(slopeV);
        if (hasCountEffect)
            total[4] += logCount * Vector256.Sum(slopeV);
    }
}
