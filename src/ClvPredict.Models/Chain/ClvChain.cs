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
        steps.Add(
            ExpressionStep.Of(
                PredictedClv,
                $"(v, o, m, k) : {Literal(parts.Margin)} * k * exp(0.5f * (log(v) + log(o) + log(m)){Add(parts.ClvIntercept)})",
                [GrossValue, ExpectedOrders, ModelInputs.OrderValue, ModelInputs.KeepShare]
            )
        );
        return new TransformerChain(steps.ToImmutable());
    }

    private static void AddMembers(
        ImmutableArray<TransformStep>.Builder steps,
        TargetBlend blend,
        string target
    )
    {
        foreach (var (trees, member) in new[] { (blend.Boost, "Boost"), (blend.Plain, "Plain") })
        {
            if (trees is null)
                continue;
            steps.Add(
                new RegressionPredictor
                {
                    FeatureColumn = FeatureColumn,
                    Ensemble = trees with { Kind = EnsembleKind.FastTreeTweedie },
                }
            );
            steps.Add(CopyColumns.Of(target + member, ScoreColumn));
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
        var log = "log(p)";
        if (blend.Boost is not null)
        {
            inputs = inputs.Add(target + "Boost");
            names += ", b";
            log += $" + {Literal(blend.BoostWeight)} * log(b)";
        }
        if (blend.Plain is not null)
        {
            inputs = inputs.Add(target + "Plain");
            names += ", t";
            log += $" + {Literal(blend.PlainWeight)} * (log(t) - log(p))";
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
