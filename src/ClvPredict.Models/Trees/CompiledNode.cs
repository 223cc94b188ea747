namespace ClvPredict.Models.Trees;

/// <summary>
/// One node among those of all trees; leaves come after all nodes. A feature past those of the row is a
/// <see cref="DerivedFeature"/>. Default: node 0 below itself, never in use.
/// </summary>
internal readonly record struct CompiledNode(float Threshold, int Feature, int Lte, int Gt);
