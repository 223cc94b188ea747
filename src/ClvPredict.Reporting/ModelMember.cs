using System.Collections.Immutable;

namespace ClvPredict.Reporting;

/// <summary>One part of a model.</summary>
/// <param name="Name">A proper name such as "Pareto/NBD", or the key of a text member.NAME such as "guided".</param>
/// <param name="Target">What trees predict, the key of a text target.NAME: activity, orders or value; null without trees.</param>
/// <param name="Trees">Number of trees; null for a part without trees.</param>
/// <param name="Parameters">Fitted parameters, in the order to show them.</param>
public sealed record ModelMember(
    string Name,
    string? Target,
    int? Trees,
    ImmutableArray<ModelParameter> Parameters
);
