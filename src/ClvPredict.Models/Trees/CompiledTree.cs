namespace ClvPredict.Models.Trees;

/// <summary>Where a tree begins among the nodes of all trees. Default: begins at node 0, walked row by row.</summary>
/// <param name="Root">Index of the first node.</param>
/// <param name="Levels">
/// Splits on the longest way down, for trees that several rows walk down in step; 0 for those better walked alone.
/// </param>
internal readonly record struct CompiledTree(int Root, int Levels);
