using System.Collections.Immutable;

namespace ClvPredict.Decisions.Explaining;

/// <summary>A question about a customer and its answer.</summary>
/// <param name="Title">The question.</param>
/// <param name="Sentences">The answer.</param>
public sealed record ExplanationParagraph(string Title, ImmutableArray<string> Sentences);
