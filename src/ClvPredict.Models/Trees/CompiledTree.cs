namespace ClvPredict.Models.Trees;

/// <summary>Where the parts of a tree are among those of all trees. Default: begins at node 0, without bit words.</summary>
/// <param name="Root">Index of the first node.</param>
/// <param name="FirstWord">Index of the first <see cref="BitWord"/>.</param>
/// <param name="WordCount">Number of bit words; 0 for trees that are walked.</param>
internal readonly record struct CompiledTree(int Root, int FirstWord, int WordCount);
