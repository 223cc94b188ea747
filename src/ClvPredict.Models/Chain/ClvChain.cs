using System.Collections.Immutable;
using System.Globalization;
using ClvPredict.Features;
using ClvPredict.Models.MlNet;
using ClvPredict.Models.Trees;

namespace ClvPredict.Models.Chain;

/// <summary>
/// Writes fitted parts as a chain of ML.NET steps: concatenate the features, score each tree member (Tweedie models, so that
/// their scores are factors), keep each score in a column of its own, and combine them by expressions.
/// </summary>
public static class ClvChain
{
    /// <summary>Output: probability of no purchase in the horizon.</summary>
    public const string ChurnProbability = "ChurnProbability";

    /// <summary>Output: expected purchase days in the horizon.</summary>
    public const string ExpectedOrders = "ExpectedOrders";

    /// <summary>Output: expected net value times margin in the horizon.</summary>
    public const string PredictedClv = "PredictedClv";

    private const string FeatureColumn = "Features";
    private const string ScoreColumn = "Score";
    private const string GrossValue = "GrossValue";

    /// <summary>Builds the chain; its inputs are <see cref="ModelInputs.Names"/>.</summary>
    /// <param name="parts">What was fitted.</param>
    /// <param name="contract">The feature columns that it was fitted on.</param>
    public static TransformerChain Build(ChainParts parts, FeatureContract contract)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var steps = ImmutableArray.CreateBuilder<TransformStep>();
        steps.Add(Concatenate.Of(FeatureColumn, ModelInputs.TreeFeaturesOf(contract)));
        AddMembers(steps, parts.Activity, "Activity");
        AddMembers(steps, parts.Orders, "Orders");
        AddMembers(steps, parts.Value, "Value");
        steps.Add(
            Expression(
                parts.Activity,
                "Activity",
                ModelInputs.ActiveOdds,
                body => $"1 / (1 + exp({body}))",
                ChurnProbability
            )
        );
        steps.Add(
            Expression(
                parts.Orders,
                "Orders",
                ModelInputs.Orders,
                body => $"exp({body})",
                ExpectedOrders
            )
        );
        steps.Add(
            Expression(parts.Value, "Value", ModelInputs.Value, body => $"exp({body})", GrossValue)
        );
        steps.Add(Clv(parts));
        return new TransformerChain(steps.ToImmutable());
    }

    private static ExpressionStep Clv(ChainParts parts)
    {
        var margin = Literal(parts.Margin);
        if (parts.Rule is { } rule)
            return ExpressionStep.Of(
                PredictedClv,
                $"(s, a, d) : {margin} * {Literal(rule.Scale)} * (s > 0f ? s / (a + 1f) : 0f){Retention(rule)}",
                [
                    rule.IsNet ? "spend_net" : "spend_total",
                    "customer_age_days",
                    "days_since_last_order",
                ]
            );
        if (parts.Value.IsConstant)
            return ExpressionStep.Of(PredictedClv, $"(v) : {margin} * v", [GrossValue]);
        return ExpressionStep.Of(
            PredictedClv,
            $"(v, o, m, k) : {margin} * k * exp(0.5f * (log(v) + log(o) + log(m)){Add(parts.ClvIntercept)})",
            [GrossValue, ExpectedOrders, ModelInputs.OrderValue, ModelInputs.KeepShare]
        );
    }

    // Nested choices, the shortest time since the last order first: (d <= 20f ? 0.6f : (d <= 50f ? 0.4f : 0.1f)).
    private static string Retention(SpendRule rule)
    {
        if (rule.Retention.IsEmpty)
            return "";
        var text = Literal(rule.Retention[^1].Share);
        for (var i = rule.Retention.Length - 2; i >= 0; i--)
        {
            var step = rule.Retention[i];
            text = $"(d <= {Literal(step.MaxDaysSinceLastOrder)} ? {Literal(step.Share)} : {text})";
        }
        return " * " + text;
    }

    private static void AddMembers(
        ImmutableArray<TransformStep>.Builder steps,
        TargetBlend blend,
        string target
    )
    {
        foreach (var member in blend.Members)
        {
            steps.Add(
                new RegressionPredictor
                {
                    FeatureColumn = FeatureColumn,
                    Ensemble = member.Trees with { Kind = EnsembleKind.FastTreeTweedie },
                }
            );
            steps.Add(CopyColumns.Of(target + member.Kind, ScoreColumn));
        }
    }

    private static ExpressionStep Expression(
        TargetBlend blend,
        string target,
        string prior,
        Func<string, string> wrap,
        string output
    )
    {
        var inputs = ImmutableArray.Create(prior);
        var names = "p";
        var log = $"{Literal(blend.PriorWeight)} * log(p)";
        foreach (var member in blend.Members)
        {
            var name = (char)('a' + inputs.Length - 1);
            inputs = inputs.Add(target + member.Kind);
            names += ", " + name;
            log += $" + {Literal(member.Weight)} * log({name})";
        }
        var body = $"{Literal(blend.Slope)} * ({log}){Add(blend.Intercept)}";
        return ExpressionStep.Of(output, $"({names}) : {wrap(body)}", inputs);
    }

    private static string Add(double value) =>
        value < 0 ? $" - {Literal(-value)}" : $" + {Literal(value)}";

    // Not negative: callers write the sign. float32 round-trip digits and the suffix of a C# float literal.
    private static string Literal(double value) =>
        ((float)value).ToString("0.0###########", CultureInfo.InvariantCulture) + "f";
}
