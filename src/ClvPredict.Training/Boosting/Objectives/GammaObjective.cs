namespace ClvPredict.Training.Boosting.Objectives;

/// <summary>
/// Gamma deviance 2 ((y - m) / m - log(y/m)) of a positive value y with score f = log m; gradient 1 - y/m, hessian y/m.
/// </summary>
/// <remarks>McCullagh and Nelder, Generalized linear models (1989), section 2.3, table 2.1.</remarks>
public sealed class GammaObjective() : LogLinkObjective(power: 2)
{
    /// <inheritdoc />
    public override string Name => "gamma";

    /// <inheritdoc />
    public override string LabelRange => "above 0";

    /// <inheritdoc />
    public override bool Allows(double label) => label > 0;

    private protected override void FillLabelTerms(ReadOnlySpan<double> labels, Span<double> terms)
    {
        for (var i = 0; i < labels.Length; i++)
            terms[i] = Math.Log(labels[i]);
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
        Powers(scores, shift, ones[..labels.Length], deviances);
        for (var i = 0; i < labels.Length; i++)
        {
            var ratio = labels[i] * deviances[i];
            deviances[i] = 2 * (ratio - 1 - (labelTerms[i] - (scores[i] + shift)));
        }
    }
}
