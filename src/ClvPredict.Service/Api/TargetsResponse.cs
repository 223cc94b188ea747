using System.Collections.Immutable;
using ClvPredict.Decisions.Targeting;

namespace ClvPredict.Service.Api;

/// <summary>A list of targets; money in the currency of the orders.</summary>
/// <param name="AsOf">The first day not observed.</param>
/// <param name="Horizon">How far ahead is predicted, such as 180d.</param>
/// <param name="Currency">Currency of all money; empty when not stated.</param>
/// <param name="Summary">The whole list added up, as clv targets --json.</param>
/// <param name="Targets">Its first customers, most profitable first.</param>
internal sealed record TargetsResponse(
    DateOnly AsOf,
    string Horizon,
    string Currency,
    RetentionTargets Summary,
    ImmutableArray<TargetRow> Targets
);
