using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Package;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Explaining;

/// <summary>What the model would say of a customer some days later, after silence or after one more order.</summary>
/// <param name="Now">What is said at the as-of day.</param>
/// <param name="Silent">What would be said later if nothing were bought until then.</param>
/// <param name="Ordered">What would be said later if one order came on the last day before; null when none was asked for.</param>
public sealed record CustomerWhatIf(
    CustomerPrediction Now,
    CustomerPrediction Silent,
    CustomerPrediction? Ordered
)
{
    /// <summary>Most days ahead.</summary>
    public const int MostDays = 3653;

    /// <summary>Predicts a customer now and later. Each prediction is for a horizon that begins on its own day.</summary>
    /// <param name="scorer">The model.</param>
    /// <param name="customer">The customer as seen on the as-of day.</param>
    /// <param name="asOf">The first day not observed.</param>
    /// <param name="days">Days from it that pass, 1..3,653.</param>
    /// <param name="orderAmount">Net amount of the order in units of the currency, above 0; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">Days or amount are out of range.</exception>
    /// <exception cref="FeatureContractException">The model takes attributes or events, which order lines alone do not give.</exception>
    /// <exception cref="OrderDataException">There is no line before the as-of day, or the amount is one that no order has.</exception>
    public static CustomerWhatIf Compute(
        CustomerScorer scorer,
        CustomerOrders customer,
        DateOnly asOf,
        int days,
        decimal? orderAmount
    )
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MostDays);
        if (orderAmount <= 0)
            throw new ArgumentOutOfRangeException(
                nameof(orderAmount),
                orderAmount,
                "The amount must be above 0."
            );
        var known = customer.Lines.ToArray();
        var later = asOf.AddDays(days);
        return new CustomerWhatIf(
            scorer.Predict(known, asOf),
            scorer.Predict(known, later),
            orderAmount is { } amount
                ? scorer.Predict(
                    [
                        .. known,
                        new OrderLine(later.AddDays(-1).ToDateTime(TimeOnly.MinValue), amount),
                    ],
                    later
                )
                : null
        );
    }
}
