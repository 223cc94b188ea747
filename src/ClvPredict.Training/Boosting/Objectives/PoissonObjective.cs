namespace ClvPredict.Training.Boosting.Objectives;

/// <summary>
/// Poisson deviance 2 (y log(y/m) - (y - m)) of a count y with score f = log m; gradient m - y, hessian m.
/// </summary>
/// <remarks>McCullagh and Nelder, Generalized linear models (1989), section 2.3, table 2.1.</remarks>
public sealed class PoissonObjective() : LogLinkObjective(power: 1)
{
    /// <inheritdoc />
    public override string Name => "poisson";

    /// <inheritdoc />
    public override string LabelRange => "at least 0";

    /// <inheritdoc />
    public override bool Allows(double label) => label >= 0;

    private protected override void FillLabelTerms(ReadOnlySpan<double> labels, Span<double> terms)
    {
        for (var i = 0; i < labels.Length; i++)
            terms[i] = labels[i] > 0 ? Math.Log(labels[i]) : 0;
    }

    private protected override void Deviances(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> labelTerms,
        ReadOnlySpan<double> scores,
        double shift,
        Span<double> deviances
    )
    {
        Span<double> ones = stackalloc double[ChunkRows];
        Powers(scores, shift, deviances, ones[..labels.Length]);
        for (var i = 0; i < labels.Length; i++)
        {
            var y = labels[i];
            var logRatio = y > 0 ? labelTerms[i] - (scores[i] + shift) : 0;
            deviances[i] = 2 * (y * logRatio - (y - deviances[i]));
        }
    }
}
