namespace ClvPredict.Models.MlNet;

/// <summary>The column that a step makes and the column it makes it from. Default: not a valid pair.</summary>
/// <param name="Output">Name of the column made; may be the input's name, which it then hides.</param>
/// <param name="Input">Name of the column read.</param>
public readonly record struct ColumnPair(string Output, string Input);
