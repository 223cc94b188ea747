using System.Collections.Immutable;

namespace ClvPredict.Features;

/// <summary>What a feature is; the only place where its name, unit and meaning are written.</summary>
/// <param name="Name">The column name, snake_case, unique.</param>
/// <param name="Unit">days, orders, money, share, ratio, ...</param>
/// <param name="Group">timing, rhythm, activity, spend, basket, first order, returns, discounts or calendar.</param>
/// <param name="Definition">What is computed, over which window, and when it is missing.</param>
public sealed record FeatureDefinition(string Name, string Unit, string Group, string Definition)
{
    /// <summary>Definitions written as a table: a line each, name | unit | definition.</summary>
    internal static ImmutableArray<FeatureDefinition> Table(string group, string table)
    {
        var definitions = ImmutableArray.CreateBuilder<FeatureDefinition>();
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = line.Split('|', 3, StringSplitOptions.TrimEntries);
            definitions.Add(new FeatureDefinition(cells[0], cells[1], group, cells[2]));
        }
        return definitions.ToImmutable();
    }
}
