using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Btyd;
using ClvPredict.Models.Numerics;

namespace ClvPredict.Models.Prior;

/// <summary>
/// The probabilistic expectation of a customer: buy-till-you-die models (their mean) for purchase days, Gamma-Gamma for the
/// spend of a purchase day with the first order included, and a shrunk share of returns. Time is in weeks.
/// </summary>
public sealed record CustomerPrior
{
    // Purchase days' worth of the population's return share that a customer's own share is mixed with.
    private const double ReturnShareStrength = 5;
    private const double MaxReturnShare = 0.95;

    /// <summary>The fitted purchase models; their predictions are averaged. At least one.</summary>
    public required ImmutableArray<IPurchaseModel> Purchases { get; init; }

    /// <summary>The spend model; null when every purchase day is worth 1.</summary>
    public GammaGammaModel? Spend { get; init; }

    /// <summary>Returns over gross value of all customers, 0..0.95.</summary>
    public required double ReturnShare { get; init; }

    /// <summary>
    /// Share of the customers, 0..1, taken to buy on at <see cref="ReturningRate"/> whatever their history. The purchase
    /// models let no one come back who is gone, and are far too sure of it over long horizons; a small share of a
    /// distribution that is wrong in no such way bounds what that certainty costs (Huber 1964, contamination).
    /// </summary>
    public double ReturningShare { get; init; }

    /// <summary>Purchase days a week of those customers: half of all repeat purchase days over all customer-weeks observed.</summary>
    public double ReturningRate { get; init; }

    /// <summary>The statistics that the purchase models take: weeks, and T ends on the last observed day.</summary>
    public static PurchaseStatistics Statistics(in CustomerFacts facts, DateOnly cutoff) =>
        new(
            Math.Max(0, facts.PurchaseDays - 1),
            (facts.LastDay - facts.FirstDay) / 7.0,
            (cutoff.DayNumber - 1 - facts.FirstDay) / 7.0
        );

    /// <summary>Predicts the window of <paramref name="weeks"/> weeks after the cutoff.</summary>
    public PriorPrediction Predict(in CustomerFacts facts, DateOnly cutoff, double weeks)
    {
        var statistics = Statistics(facts, cutoff);
        double active = 0,
            orders = 0,
            alive = 0;
        foreach (var model in Purchases)
        {
            active += model.ProbabilityActive(statistics, weeks);
            orders += model.ExpectedOrders(statistics, weeks);
            alive += model.ProbabilityAlive(statistics);
        }
        var n = Purchases.Length;
        var returning = ReturningRate * weeks;
        return new PriorPrediction(
            Mixed(active / n, -SpecialFunctions.ExpM1(-returning)),
            Mixed(orders / n, returning),
            alive / n,
            ExpectedOrderValue(facts)
        );
    }

    /// <summary>P(not gone for good) at the cutoff; equal to that of <see cref="Predict"/>.</summary>
    public double ProbabilityAlive(in CustomerFacts facts, DateOnly cutoff)
    {
        var statistics = Statistics(facts, cutoff);
        var alive = 0.0;
        foreach (var model in Purchases)
            alive += model.ProbabilityAlive(statistics);
        return alive / Purchases.Length;
    }

    /// <summary>Expected purchase days of one customer in the window of <paramref name="weeks"/> weeks after the cutoff: that of
    /// <see cref="Predict"/> alone.</summary>
    public double ExpectedOrders(in CustomerFacts facts, DateOnly cutoff, double weeks)
    {
        var statistics = Statistics(facts, cutoff);
        var orders = 0.0;
        foreach (var model in Purchases)
            orders += model.ExpectedOrders(statistics, weeks);
        return Mixed(orders / Purchases.Length, ReturningRate * weeks);
    }

    private double Mixed(double ofModels, double ofReturning) =>
        ((1 - ReturningShare) * ofModels) + (ReturningShare * ofReturning);

    /// <summary>Expected spend of the customer's next purchase day, in units of money.</summary>
    public double ExpectedOrderValue(in CustomerFacts facts) =>
        Spend is null
            ? 1
            : Spend.ExpectedOrderValue(
                facts.PurchaseDays,
                facts.PurchaseDays > 0 ? Money.ToUnits(facts.GrossMinor) / facts.PurchaseDays : 0
            );

    /// <summary>1 - the expected share of the value that comes back as returns, 0.05..1.</summary>
    public double KeepShare(in CustomerFacts facts)
    {
        if (ReturnShare <= 0)
            return 1;
        var weight = ReturnShareStrength * ExpectedOrderValue(facts);
        var gross = Money.ToUnits(facts.GrossMinor);
        var share =
            (Money.ToUnits(-facts.ReturnsMinor) + (weight * ReturnShare)) / (gross + weight);
        return 1 - Math.Clamp(share, 0, MaxReturnShare);
    }
}
