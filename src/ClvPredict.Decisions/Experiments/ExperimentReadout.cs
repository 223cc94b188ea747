using System.Collections.Immutable;
using System.Text;
using ClvPredict.Data;

namespace ClvPredict.Decisions.Experiments;

/// <summary>What an experiment has brought, by comparing those contacted with those held out (docs/experiments.md).</summary>
public sealed record ExperimentReadout
{
    // Kohavi, Deng, Longbotham and Xu 2014, "Seven rules of thumb for web site experimenters", rule 7.
    private const double CustomersPerSquaredSkewness = 355;

    /// <summary>First day of the window.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The day after the last one of the window.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Customers contacted.</summary>
    public required int Treated { get; init; }

    /// <summary>Customers held out.</summary>
    public required int Control { get; init; }

    /// <summary>Customers of either group without orders in the window; they count as 0.</summary>
    public required int WithoutOrders { get; init; }

    /// <summary>Effect on the net value a customer, with predicted CLV as covariate.</summary>
    public required EffectEstimate NetValue { get; init; }

    /// <summary>The same without the covariate.</summary>
    public required EffectEstimate NetValueWithoutCovariate { get; init; }

    /// <summary>Effect on the purchase days a customer, with predicted CLV as covariate.</summary>
    public required EffectEstimate Orders { get; init; }

    /// <summary>The same without the covariate.</summary>
    public required EffectEstimate OrdersWithoutCovariate { get; init; }

    /// <summary>Share of the variance of the net value's effect that the covariate takes away, below 1; can be negative by chance.</summary>
    public required double VarianceReduction { get; init; }

    /// <summary>Effect on the net value by stratum.</summary>
    public required ImmutableArray<StratumEffect> Strata { get; init; }

    /// <summary>Whether the strata's effects differ.</summary>
    public required EffectHeterogeneity Heterogeneity { get; init; }

    /// <summary>Skewness of the net value between customers.</summary>
    public required double Skewness { get; init; }

    /// <summary>Customers that the smaller group should have for the intervals to hold, 355 x skewness².</summary>
    public required long CustomersForNormality { get; init; }

    /// <summary>What a reader must know; empty when nothing.</summary>
    public required ImmutableArray<string> Notes { get; init; }

    /// <summary>Reads an experiment out.</summary>
    /// <param name="outcomes">What each customer did, at least two in either group.</param>
    /// <param name="settings">Window, margin and coverage.</param>
    /// <param name="notes">What the caller has to say of the window.</param>
    /// <exception cref="OrderDataException">A group has fewer than two customers.</exception>
    public static ExperimentReadout Of(
        IReadOnlyList<ExperimentOutcome> outcomes,
        ReadoutSettings settings,
        IEnumerable<string>? notes = null
    )
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        var treated = outcomes.Select(o => o.Treated).ToArray();
        var (inTreatment, inControl) = (treated.Count(t => t), treated.Count(t => !t));
        if (inTreatment < 2 || inControl < 2)
            throw new OrderDataException(
                $"The assignment has {inTreatment} treated and {inControl} control customers; at least two of each are needed."
            );
        var strata = outcomes.Select(o => o.Subject.Stratum).ToArray();
        var covariate = outcomes.Select(o => o.Subject.PredictedClv).ToArray();
        var estimator = new EffectEstimator(treated, strata, covariate, settings.Confidence);
        var value = outcomes.Select(o => o.NetValue).ToArray();
        var orders = outcomes.Select(o => (double)o.PurchaseDays).ToArray();
        var adjusted = estimator.Estimate(value, estimator.Slope(value));
        var plain = estimator.Estimate(value, slope: 0);
        var byStratum = ByStratum(outcomes, settings);
        var skewness = CovariateFit.Of(value, covariate).Skewness;
        var needed = (long)Math.Ceiling(CustomersPerSquaredSkewness * skewness * skewness);
        return new ExperimentReadout
        {
            From = settings.From,
            To = settings.To,
            Treated = inTreatment,
            Control = inControl,
            WithoutOrders = outcomes.Count(o => o.PurchaseDays == 0),
            NetValue = adjusted,
            NetValueWithoutCovariate = plain,
            Orders = estimator.Estimate(orders, estimator.Slope(orders)),
            OrdersWithoutCovariate = estimator.Estimate(orders, slope: 0),
            VarianceReduction =
                plain.StandardError > 0
                    ? 1 - Math.Pow(adjusted.StandardError / plain.StandardError, 2)
                    : 0,
            Strata = byStratum,
            Heterogeneity = EffectHeterogeneity.Of([.. byStratum.Select(s => s.Effect)]),
            Skewness = skewness,
            CustomersForNormality = needed,
            Notes =
            [
                .. notes ?? [],
                .. Math.Min(inTreatment, inControl) < needed
                    ?
                    [
                        FormattableString.Invariant(
                            $"The net value is skewed ({skewness:N1}): below {needed:N0} customers in the smaller group ({Math.Min(inTreatment, inControl):N0}) the interval of the net value is only approximate (docs/experiments.md, heavy tails). The effect on orders is less affected."
                        ),
                    ]
                    : Array.Empty<string>(),
            ],
        };
    }

    /// <summary>The result in words.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(
            FormattableString.Invariant(
                $"""
                window             {From:yyyy-MM-dd} to before {To:yyyy-MM-dd}
                groups             {Treated:N0} treated, {Control:N0} control; {WithoutOrders:N0} without orders count as 0
                net value          {Line(NetValue)}
                  without CLV      {Line(
                    NetValueWithoutCovariate
                )} (predicted CLV takes {VarianceReduction:P0} off the variance)
                orders             {Line(Orders)}
                net value total    {NetValue.Total:N2} from those treated, {NetValue.Confidence:P0} interval {NetValue.TotalLow:N2} to {NetValue.TotalHigh:N2}
                orders total       {Orders.Total:N1}, {Orders.Confidence:P0} interval {Orders.TotalLow:N1} to {Orders.TotalHigh:N1}
                """
            )
        );
        foreach (var s in Strata)
            text.Append(
                FormattableString.Invariant(
                    $"\n  {(s.Stratum.Length > 0 ? s.Stratum : "(none)"), -16} {s.Treated:N0} treated, {s.Control:N0} control: {Line(s.Effect)}"
                )
            );
        text.Append(
            FormattableString.Invariant(
                $"\ndiffers by stratum Q {Heterogeneity.Q:N2} with {Heterogeneity.Freedom} degrees of freedom, p {Heterogeneity.PValue:N3}"
            )
        );
        foreach (var note in Notes)
            text.Append("\nnote: ").Append(note);
        return text.ToString();
    }

    private static string Line(EffectEstimate e) =>
        FormattableString.Invariant(
            $"{e.PerCustomer:+0.00;-0.00;0.00} a customer ({e.TreatedMean:N2} against {e.ControlMean:N2}), {e.Confidence:P1} interval {e.Low:N2} to {e.High:N2}, p {e.PValue:N3}"
        );

    private static ImmutableArray<StratumEffect> ByStratum(
        IReadOnlyList<ExperimentOutcome> outcomes,
        ReadoutSettings settings
    )
    {
        var groups = outcomes
            .GroupBy(o => o.Subject.Stratum, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.ToArray())
            .Where(g => g.Count(o => o.Treated) >= 2 && g.Count(o => !o.Treated) >= 2)
            .ToArray();
        // All strata are looked at together, so each interval is wider.
        var confidence = 1 - ((1 - settings.Confidence) / Math.Max(1, groups.Length));
        return
        [
            .. groups.Select(g =>
            {
                var treated = g.Select(o => o.Treated).ToArray();
                var estimator = new EffectEstimator(
                    treated,
                    [.. g.Select(_ => "")],
                    [.. g.Select(o => o.Subject.PredictedClv)],
                    confidence
                );
                var value = g.Select(o => o.NetValue).ToArray();
                return new StratumEffect(
                    g[0].Subject.Stratum,
                    treated.Count(t => t),
                    treated.Count(t => !t),
                    estimator.Estimate(value, estimator.Slope(value))
                );
            }),
        ];
    }
}
