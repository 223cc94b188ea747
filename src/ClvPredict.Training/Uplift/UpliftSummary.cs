using System.Collections.Immutable;
using System.Text;
using ClvPredict.Models.Numerics;

namespace ClvPredict.Training.Uplift;

/// <summary>How well uplift ranks the customers of a history, out of fold.</summary>
public sealed record UpliftSummary
{
    /// <summary>Treated customers.</summary>
    public required int Treated { get; init; }

    /// <summary>Control customers.</summary>
    public required int Control { get; init; }

    /// <summary>Mean outcome of the treated less that of the control group.</summary>
    public required double AverageEffect { get; init; }

    /// <summary>Lower end of its interval.</summary>
    public required double AverageEffectLow { get; init; }

    /// <summary>Upper end of its interval.</summary>
    public required double AverageEffectHigh { get; init; }

    /// <summary>Coverage meant by the intervals.</summary>
    public required double Confidence { get; init; }

    /// <summary>The X-learner.</summary>
    public required UpliftQuality XLearner { get; init; }

    /// <summary>Two models.</summary>
    public required UpliftQuality TwoModel { get; init; }

    /// <summary>Trees of the X-learner's second stage over all folds; 0 when nothing tells responders apart.</summary>
    public required int Trees { get; init; }

    /// <summary>Predicted and observed by tenths of the X-learner's uplift.</summary>
    public required ImmutableArray<UpliftDecile> Deciles { get; init; }

    internal static UpliftSummary Of(
        UpliftData data,
        double[] twoModel,
        double[] xLearner,
        int trees,
        UpliftOptions options
    )
    {
        var z = NormalDistribution.Quantile(0.5 * (1 + options.Confidence));
        int[] everyone = [.. Enumerable.Range(0, data.RowCount)];
        var (treated, control, effect, error) = Difference(data, everyone);
        var order = everyone.OrderByDescending(i => xLearner[i]).ToArray();
        var deciles = ImmutableArray.CreateBuilder<UpliftDecile>(10);
        for (var d = 0; d < 10; d++)
        {
            var rows = order[(order.Length * d / 10)..(order.Length * (d + 1) / 10)];
            var (t, c, observed, spread) = Difference(data, rows);
            deciles.Add(
                new UpliftDecile(
                    d + 1,
                    t,
                    c,
                    rows.Sum(i => xLearner[i]) / rows.Length,
                    observed,
                    observed - (z * spread),
                    observed + (z * spread)
                )
            );
        }
        return new UpliftSummary
        {
            Treated = treated,
            Control = control,
            AverageEffect = effect,
            AverageEffectLow = effect - (z * error),
            AverageEffectHigh = effect + (z * error),
            Confidence = options.Confidence,
            XLearner = new QiniCurve(data, xLearner).Quality(options),
            TwoModel = new QiniCurve(data, twoModel).Quality(options),
            Trees = trees,
            Deciles = deciles.MoveToImmutable(),
        };
    }

    /// <summary>The result in words.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(
            FormattableString.Invariant(
                $"""
                history            {Treated:N0} treated, {Control:N0} control
                average effect     {AverageEffect:N3} a customer, {Confidence:P0} interval {AverageEffectLow:N3} to {AverageEffectHigh:N3}
                X-learner          Qini {XLearner.Qini:N4} ({XLearner.QiniLow:N4} to {XLearner.QiniHigh:N4}), AUUC {XLearner.Auuc:N4} ({XLearner.AuucLow:N4} to {XLearner.AuucHigh:N4}); {Trees:N0} trees
                two models         Qini {TwoModel.Qini:N4} ({TwoModel.QiniLow:N4} to {TwoModel.QiniHigh:N4}), AUUC {TwoModel.Auuc:N4} ({TwoModel.AuucLow:N4} to {TwoModel.AuucHigh:N4})
                verdict            {(
                    XLearner.Ranks
                        ? "the X-learner tells responders apart better than chance"
                        : "no evidence that responders can be told apart: contact by expected profit instead"
                )}
                tenth  treated  control  predicted  observed
                """
            )
        );
        foreach (var d in Deciles)
            text.Append(
                FormattableString.Invariant(
                    $"\n{d.Number, 5} {d.Treated, 8:N0} {d.Control, 8:N0} {d.Predicted, 10:N2} {d.Observed, 9:N2} ({d.Low:N2} to {d.High:N2})"
                )
            );
        return text.ToString();
    }

    private static (int Treated, int Control, double Effect, double Error) Difference(
        UpliftData data,
        int[] rows
    )
    {
        var (t, c) = (Moments(true), Moments(false));
        return (
            t.Count,
            c.Count,
            t.Mean - c.Mean,
            Math.Sqrt((t.Variance / t.Count) + (c.Variance / c.Count))
        );

        (int Count, double Mean, double Variance) Moments(bool treated)
        {
            var (count, sum) = (0, 0.0);
            foreach (var i in rows)
            {
                if (data.Treated[i] != treated)
                    continue;
                count++;
                sum += data.Outcomes[i];
            }
            var mean = sum / count;
            var squares = 0.0;
            foreach (var i in rows)
            {
                if (data.Treated[i] == treated)
                    squares += (data.Outcomes[i] - mean) * (data.Outcomes[i] - mean);
            }
            return (count, mean, squares / (count - 1));
        }
    }
}
