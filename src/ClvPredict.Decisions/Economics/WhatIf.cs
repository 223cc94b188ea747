using System.Collections.Immutable;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Economics;

/// <summary>
/// How predicted CLV in the horizon would change with its drivers: the elasticities of Gupta, Lehmann and Stuart (2004, "Valuing
/// Customers", Journal of Marketing Research 41), from the fitted model instead of one retention rate.
/// </summary>
/// <remarks>
/// <para>Order value, frequency and margin: CLV x (1 + change), lifetimes and all else unchanged.</para>
/// <para>Retention: every customer's hazard of leaving is multiplied by one factor c (proportional hazards), so that survival S(t)
/// becomes S(t)^c; c is such that the retention rate of a year of today's customers, mean of S(horizon) weighted by P(alive), to
/// the power of one year over the horizon, changes as asked and stays at most 1. A customer's CLV is multiplied by
/// Σ e(k) S(k)^(c - 1), e(k) the share of expected orders in step k. Only orders within the horizon count.</para>
/// </remarks>
internal static class WhatIf
{
    private const double LargestHazardFactor = 1e4;

    public static ImmutableArray<WhatIfEffect> Effects(
        CustomerScores scores,
        HorizonSteps steps,
        double margin,
        double clvOfNewCustomer,
        WhatIfChanges changes
    )
    {
        var customers = scores.Customers.Length;
        double total = 0,
            orders = 0;
        foreach (var customer in scores.Customers)
        {
            total += customer.PredictedClv;
            orders += customer.ExpectedOrders;
        }
        var retention = YearlyRetention(scores, steps, 1);
        var target = Math.Min(1, retention * (1 + changes.Retention));
        var kept = TotalWith(scores, steps, HazardFactor(scores, steps, target));
        var newMargin = Math.Min(1, margin * (1 + changes.Margin));
        var other = (1 + changes.OrderValue) * (1 + changes.Frequency) * newMargin / margin;
        var orderValue = orders > 0 ? total / orders / margin : double.NaN;
        var frequency = orders / customers / steps.HorizonYears;
        var effects = ImmutableArray.CreateBuilder<WhatIfEffect>();
        effects.Add(Effect("retention", changes.Retention, retention, target, kept));
        effects.Add(
            Effect(
                "order_value",
                changes.OrderValue,
                orderValue,
                orderValue * (1 + changes.OrderValue),
                total * (1 + changes.OrderValue)
            )
        );
        effects.Add(
            Effect(
                "frequency",
                changes.Frequency,
                frequency,
                frequency * (1 + changes.Frequency),
                total * (1 + changes.Frequency)
            )
        );
        effects.Add(
            Effect("margin", changes.Margin, margin, newMargin, total * newMargin / margin)
        );
        effects.Add(Effect("all", double.NaN, double.NaN, double.NaN, kept * other));
        if (changes.Affected > 0)
        {
            // Who is affected is as likely to be a good customer as any other.
            var stops = changes.Affected * changes.Stop * total;
            var wordOfMouth =
                changes.Affected * customers * changes.Told * changes.PutOff * clvOfNewCustomer;
            effects.Add(
                Effect(
                    "experience",
                    -changes.Affected * changes.Stop,
                    double.NaN,
                    double.NaN,
                    total - stops - wordOfMouth
                )
            );
        }
        return effects.ToImmutable();

        WhatIfEffect Effect(string driver, double change, double from, double to, double then) =>
            new(
                driver,
                change,
                from,
                to,
                then / customers,
                (then - total) / customers,
                then - total,
                total != 0 ? (then / total) - 1 : double.NaN
            );
    }

    /// <summary>Share of the customers who are there now and still are a year later, when hazards are multiplied.</summary>
    internal static double YearlyRetention(
        CustomerScores scores,
        HorizonSteps steps,
        double hazardFactor
    )
    {
        double weights = 0,
            survivors = 0;
        for (var row = 0; row < scores.Customers.Length; row++)
        {
            var alive = scores.Customers[row].ProbabilityAlive;
            weights += alive;
            survivors += alive * Math.Pow(steps.EndSurvival[row], hazardFactor);
        }
        return weights > 0 ? Math.Pow(survivors / weights, 1 / steps.HorizonYears) : double.NaN;
    }

    // Retention falls with the factor; by bisection in its logarithm.
    private static double HazardFactor(CustomerScores scores, HorizonSteps steps, double target)
    {
        if (double.IsNaN(target))
            return 1;
        if (target >= 1)
            return 0;
        var (low, high) = (-Math.Log(LargestHazardFactor), Math.Log(LargestHazardFactor));
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (YearlyRetention(scores, steps, Math.Exp(middle)) > target)
                low = middle;
            else
                high = middle;
        }
        return Math.Exp((low + high) / 2);
    }

    private static double TotalWith(CustomerScores scores, HorizonSteps steps, double hazardFactor)
    {
        var total = 0.0;
        for (var row = 0; row < scores.Customers.Length; row++)
        {
            var shares = steps.Shares(row);
            var survival = steps.Survival(row);
            var factor = 0.0;
            for (var k = 0; k < shares.Length; k++)
                factor += shares[k] * Math.Pow(survival[k], hazardFactor - 1);
            total += scores.Customers[row].PredictedClv * factor;
        }
        return total;
    }
}
