using System.Collections.Immutable;

namespace ClvPredict.Reporting;

/// <summary>One part of a model.</summary>
/// <param name="Name">For example "Pareto/NBD" or "boosted correction of value".</param>
/// <param name="Trees">Number of trees; null for a part without trees.</param>
/// <param name="Parameters">Fitted parameters, in the order to show them.</param>
public sealed record ModelMember(
    string Name,
    int? Trees,
    ImmutableArray<ModelParameter> Parameters
);
