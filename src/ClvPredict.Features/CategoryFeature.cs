using System.Collections.Immutable;

namespace ClvPredict.Features;

/// <summary>
/// A text that takes few values, as one column a value: 1 for the customer's own, 0 for the others, all missing where the
/// customer has none. Values that are not listed share a column.
/// </summary>
/// <param name="Name">What the columns' names start with.</param>
/// <param name="Values">The listed values, sorted by ordinal comparison; at least one.</param>
public sealed record CategoryFeature(string Name, ImmutableArray<string> Values)
{
    /// <summary>Stands for every value that is not listed.</summary>
    public const string Other = "(other)";

    /// <summary>Most values that are listed.</summary>
    public const int MaxValues = 12;

    /// <summary>Fewest customers that share a listed value, so that a model holds no text that tells who somebody is.</summary>
    public const int MinCustomers = 20;

    /// <summary>The columns: name=value for each value, then name=(other).</summary>
    public IEnumerable<string> Columns => [.. Values.Select(v => $"{Name}={v}"), $"{Name}={Other}"];

    /// <summary>The most frequent texts that are no e-mail addresses, or null when none is frequent enough to be listed.</summary>
    /// <param name="name">What the columns' names start with.</param>
    /// <param name="texts">Texts, each once and in any order, with the number of customers that have it.</param>
    internal static CategoryFeature? Learn(
        string name,
        IEnumerable<(string Text, int Customers)> texts
    )
    {
        string[] values =
        [
            .. texts
                .Where(t => t.Customers >= MinCustomers && t.Text != Other && !IsAddress(t.Text))
                .OrderByDescending(t => t.Customers)
                .ThenBy(t => t.Text, StringComparer.Ordinal)
                .Take(MaxValues)
                .Select(t => t.Text)
                .Order(StringComparer.Ordinal),
        ];
        return values.Length == 0 ? null : new CategoryFeature(name, [.. values]);
    }

    // Whoever has an e-mail address is somebody, however many customers share it.
    private static bool IsAddress(string text) => text.Contains('@', StringComparison.Ordinal);
}
