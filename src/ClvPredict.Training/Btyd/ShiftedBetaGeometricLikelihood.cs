using ClvPredict.Models.Numerics;

namespace ClvPredict.Training.Btyd;

/// <summary>Likelihood of the sBG; parameters α, β. The count is that of renewals, the first number 1 for who has left.</summary>
internal sealed class ShiftedBetaGeometricLikelihood(CustomerRuns runs, int threads)
    : RunLikelihood(runs, threads)
{
    /// <inheritdoc/>
    public override int ParameterCount => 2;

    /// <inheritdoc/>
    protected override void AddRun(
        ReadOnlySpan<double> parameters,
        double count,
        double customers,
        Span<double> total
    )
    {
        var (alpha, beta) = (parameters[0], parameters[1]);
        var slope = SpecialFunctions.DigammaDifference(alpha + beta, count);
        total[0] +=
            customers
            * (
                SpecialFunctions.LogRisingFactorial(beta, count)
                - SpecialFunctions.LogRisingFactorial(alpha + beta, count)
            );
        total[1] -= customers * alpha * slope;
        total[2] += customers * beta * (SpecialFunctions.DigammaDifference(beta, count) - slope);
    }

    /// <inheritdoc/>
    protected override void AddPiece(
        ReadOnlySpan<double> parameters,
        CustomerRuns.Piece piece,
        Span<double> total
    )
    {
        var (alpha, beta) = (parameters[0], parameters[1]);
        var hasLeft = Runs.First(piece);
        var weights = Runs.Weight(piece);
        var left = 0.0;
        for (var i = 0; i < hasLeft.Length; i++)
            left += weights[i] * hasLeft[i];
        var share = alpha / (alpha + beta + piece.Count);
        total[0] += left * Math.Log(share);
        total[1] += left * (1 - share);
        total[2] -= left * beta / (alpha + beta + piece.Count);
    }
}
