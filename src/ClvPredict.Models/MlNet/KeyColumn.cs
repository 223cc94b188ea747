namespace ClvPredict.Models.MlNet;

/// <summary>A column that <see cref="ValueToKey"/> makes.</summary>
/// <param name="Pair">Output and input.</param>
/// <param name="Terms">The values known.</param>
/// <param name="KeepsText">Whether ML.NET describes the keys by text; informational.</param>
public sealed record KeyColumn(ColumnPair Pair, TermVocabulary Terms, bool KeepsText = true);
