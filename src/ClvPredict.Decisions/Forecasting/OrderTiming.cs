using ClvPredict.Features;
using ClvPredict.Models.Package;
using ClvPredict.Models.Prior;

namespace ClvPredict.Decisions.Forecasting;

/// <summary>
/// When within and beyond the horizon the expected orders of a customer come: the prior's E[Y(t)] over its E[Y(horizon)]. The
/// model's totals keep their level; the prior gives the shape in time.
/// </summary>
internal sealed class OrderTiming
{
    private const double Smallest = 1e-300;

    private readonly CustomerPrior _prior;
    private readonly DateOnly _asOf;

    public OrderTiming(ClvModel model, DateOnly asOf)
    {
        _prior = model.Prior;
        _asOf = asOf;
        HorizonWeeks = model.Horizon.WeeksFrom(asOf);
    }

    /// <summary>Length of the horizon in weeks.</summary>
    public double HorizonWeeks { get; }

    /// <summary>Per time after the as-of day: orders expected until then over those expected in the horizon; at least 0, above 1
    /// beyond the horizon.</summary>
    /// <param name="facts">The customer.</param>
    /// <param name="weeks">The times, in weeks, not negative.</param>
    /// <param name="shares">Receives one number a time.</param>
    /// <returns>Expected orders in the horizon by the prior.</returns>
    public double Shares(in CustomerFacts facts, ReadOnlySpan<double> weeks, Span<double> shares)
    {
        var whole = _prior.ExpectedOrders(facts, _asOf, HorizonWeeks);
        for (var k = 0; k < weeks.Length; k++)
            shares[k] = Share(facts, weeks[k], whole);
        return whole;
    }

    private double Share(in CustomerFacts facts, double weeks, double whole) =>
        weeks == HorizonWeeks ? 1
        : weeks <= 0 ? 0
        : whole > Smallest ? _prior.ExpectedOrders(facts, _asOf, weeks) / whole
        : weeks / HorizonWeeks;
}
