using System.Globalization;

namespace ClvPredict.Training.Boosting.Objectives;

/// <summary>
/// Tweedie deviance 2 (y^(2-p) / ((1-p)(2-p)) - y m^(1-p) / (1-p) + m^(2-p) / (2-p)) with score f = log m and
/// 1 &lt; p &lt; 2: for a value that is exactly 0 for many rows and positive for the others.
/// </summary>
/// <remarks>Jørgensen, Exponential dispersion models (1987), equation 3.6; Yang, Qian and Zou (2018), equation 8.</remarks>
public sealed class TweedieObjective : LogLinkObjective
{
    /// <summary>Deviance of the given power.</summary>
    /// <param name="power">The power p of the variance, between 1 and 2, both excluded.</param>
    /// <exception cref="ArgumentOutOfRangeException">The power is outside.</exception>
    public TweedieObjective(double power = 1.5)
        : base(power)
    {
        if (power is not (> 1 and < 2))
            throw new ArgumentOutOfRangeException(
                nameof(power),
                power,
                "must be above 1 and below 2"
            );
    }

    /// <inheritdoc />
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"tweedie({Power})");

    /// <inheritdoc />
    public override string LabelRange => "at least 0";

    /// <inheritdoc />
    public override bool Allows(double label) => label >= 0;

    private protected override void FillLabelTerms(ReadOnlySpan<double> labels, Span<double> terms)
    {
        var (a, b) = (1 - Power, 2 - Power);
        for (var i = 0; i < labels.Length; i++)
            terms[i] = labels[i] > 0 ? Math.Pow(labels[i], b) / (a * b) : 0;
    }

    private protected override void Deviances(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> labelTerms,
        ReadOnlySpan<double> scores,
        double shift,
        Span<double> deviances
    )
    {
        Span<double> labelPart = stackalloc double[ChunkRows];
        labelPart = labelPart[..labels.Length];
        Powers(scores, shift, deviances, labelPart);
        var (a, b) = (1 - Power, 2 - Power);
        for (var i = 0; i < labels.Length; i++)
        {
            var y = labels[i];
            deviances[i] = 2 * (labelTerms[i] - y * labelPart[i] / a + deviances[i] / b);
        }
    }
}
