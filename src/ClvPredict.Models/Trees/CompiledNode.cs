namespace ClvPredict.Models.Trees;

/// <summary>
/// One node among those of all trees; leaves come after all nodes and are their own children. A negative feature ~i
/// refers to special split i. Default: node 0 below itself, never in use.
/// </summary>
internal readonly record struct CompiledNode(float Threshold, int Feature, int Lte, int Gt);
