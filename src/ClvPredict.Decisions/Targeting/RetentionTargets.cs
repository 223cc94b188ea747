using System.Collections.Immutable;
using System.Text;
using ClvPredict.Decisions.Experiments;
using ClvPredict.Scoring;
using ClvPredict.Scoring.Targeting;

namespace ClvPredict.Decisions.Targeting;

/// <summary>The list of customers worth contacting, added up (docs/targets.md).</summary>
public sealed record RetentionTargets
{
    /// <summary>First day of the horizon.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>How far ahead is predicted, such as 180d.</summary>
    public required string Horizon { get; init; }

    /// <summary>Customers scored.</summary>
    public required int Customers { get; init; }

    /// <summary>Customers on the list.</summary>
    public required int Targets { get; init; }

    /// <summary>How many of them are held out to measure what the list earns.</summary>
    public required int Control { get; init; }

    /// <summary>Expected cost of contacting the whole list, in money.</summary>
    public required double Cost { get; init; }

    /// <summary>Expected cost of contacting those who are not held out, in money.</summary>
    public required double ContactedCost { get; init; }

    /// <summary>Expected profit of those who are not held out, in money.</summary>
    public required double ContactedProfit { get; init; }

    /// <summary>Most that the list may cost, in money; null without a budget.</summary>
    public required double? Budget { get; init; }

    /// <summary>An expected profit that no list within budget and caps exceeds, in money.</summary>
    public required double ProfitUpperBound { get; init; }

    /// <summary>Profit of the whole list with what is not known of the acceptance rates.</summary>
    public required ProfitOutlook Profit { get; init; }

    /// <summary>Profit by rank when everyone is contacted from the most profitable customer on.</summary>
    public required ProfitCurve Curve { get; init; }

    /// <summary>The list by campaign.</summary>
    public required ImmutableArray<CampaignTargets> Campaigns { get; init; }

    /// <summary>What the discount guard does; null where no campaign is a discount.</summary>
    public required DiscountGuardReport? Guard { get; init; }

    /// <summary>Adds a list up.</summary>
    /// <param name="scores">Scores with their list.</param>
    /// <param name="control">Per customer of the scores whether it is on the list and held out, see <see cref="ControlGroup"/>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static RetentionTargets Of(
        CustomerScores scores,
        ImmutableArray<bool> control,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(scores);
        var plan = scores.Plan;
        var (cost, profit) = (0.0, 0.0);
        var campaigns = plan.Economics.Campaigns.Length;
        var (counts, held) = (new int[campaigns], new int[campaigns]);
        var (costs, profits) = (new double[campaigns], new double[campaigns]);
        for (var i = 0; i < plan.Campaign.Length; i++)
        {
            var k = plan.Campaign[i];
            if (k < 0)
                continue;
            counts[k]++;
            costs[k] += plan.Cost[i];
            profits[k] += plan.Profit[i];
            if (control[i])
            {
                held[k]++;
                continue;
            }
            cost += plan.Cost[i];
            profit += plan.Profit[i];
        }
        return new RetentionTargets
        {
            AsOf = scores.AsOf,
            Horizon = scores.Horizon,
            Customers = scores.Customers.Length,
            Targets = counts.Sum(),
            Control = held.Sum(),
            Cost = plan.ListCost,
            ContactedCost = cost,
            ContactedProfit = profit,
            Budget = double.IsFinite(plan.Economics.Budget) ? plan.Economics.Budget : null,
            ProfitUpperBound = plan.UpperBound,
            Profit = ProfitOutlook.Of(plan, cancellationToken),
            Curve = ProfitCurve.Of(plan),
            Campaigns =
            [
                .. plan.Economics.Campaigns.Select(
                    (c, k) => new CampaignTargets(c.Name, counts[k], held[k], costs[k], profits[k])
                ),
            ],
            Guard = GuardedCustomers.Report(plan),
        };
    }

    /// <summary>Who of a list is held out: drawn as in an experiment, by value tier, so that the draw is the same wherever it is made.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range.</exception>
    public static ImmutableArray<bool> ControlGroup(
        CustomerScores scores,
        TargetListOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(options);
        var rows = scores.Plan.Targets();
        var subjects = new ExperimentSubject[rows.Length];
        for (var t = 0; t < rows.Length; t++)
        {
            var customer = scores.Customers[rows[t]];
            subjects[t] = new(customer.CustomerId, customer.ValueTier, customer.PredictedClv);
        }
        var held = ExperimentAssignment.Assign(subjects, options.Salt, options.ControlShare);
        var control = new bool[scores.Customers.Length];
        for (var t = 0; t < rows.Length; t++)
            control[rows[t]] = held[t];
        return [.. control];
    }

    /// <summary>The result in words.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(
            FormattableString.Invariant(
                $"""
                targets            {Targets:N0} of {Customers:N0} customers, expected cost {Cost:N2}{(
                    Budget is { } b ? FormattableString.Invariant($" of a budget of {b:N2}") : ""
                )}
                expected profit    {Profit.Expected:N2}, {Profit.Coverage:P0} range {Profit.Low:N2} to {Profit.High:N2} as the acceptance rate is not known exactly; above 0 with probability {Profit.ProfitProbability:P0}
                if rates were known {Profit.ExpectedMaximum:N2} expected maximum profit, contacting {Profit.ExpectedFraction:P1} of the customers
                no list earns more than {ProfitUpperBound:N2} expected under the budget and caps
                break-even rank    {Curve.BreakEvenRank:N0}: from the next customer on a contact loses money{(
                    Curve.ZeroProfitRank is { } zero
                        ? FormattableString.Invariant(
                            $"; from rank {zero:N0} on the whole list does"
                        )
                        : ""
                )}
                control group      {Control:N0} held out; contacting the other {Targets
                    - Control:N0} is expected to cost {ContactedCost:N2} and to earn {ContactedProfit:N2}
                """
            )
        );
        if (Campaigns.Length > 1)
        {
            foreach (var c in Campaigns)
                text.Append(
                    FormattableString.Invariant(
                        $"\n  {c.Campaign, -16} {c.Targets:N0} targets, {c.Control:N0} of them control, cost {c.Cost:N2}, expected profit {c.ExpectedProfit:N2}"
                    )
                );
        }
        if (Guard is { } guard)
            text.Append(
                FormattableString.Invariant(
                    $"""

                    discount guard     {guard.FullPriceBuyers:N0} full-price buyers{(
                        guard.DiscountsKnown ? "" : " (the orders have no discounts)"
                    )} and {guard.SureStayers:N0} sure stayers get no discount: {guard.MarginSaved:N2} of margin not given away to those who would stay
                                       {guard.SparedTargets:N0} of them would be on the list ({guard.SparedMargin:N2} of that margin); without the guard the list is expected to earn {guard.ForgoneProfit:N2} more
                    """
                )
            );
        return text.ToString();
    }
}
