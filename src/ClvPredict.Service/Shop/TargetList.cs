using System.Collections.Immutable;
using ClvPredict.Decisions.Targeting;
using ClvPredict.Scoring;

namespace ClvPredict.Service.Shop;

/// <summary>A list of targets under certain terms.</summary>
/// <param name="Scores">The scores with the plan of the list; the columns of each customer about retention are those of the shop's own
/// terms, what holds is in <see cref="CustomerScores.Plan"/>.</param>
/// <param name="Control">Per customer whether it is on the list and held out.</param>
/// <param name="Summary">The list added up, with its profit curve.</param>
/// <param name="Rows">Places of the customers on the list, most profitable first.</param>
public sealed record TargetList(
    CustomerScores Scores,
    ImmutableArray<bool> Control,
    RetentionTargets Summary,
    ImmutableArray<int> Rows
);
