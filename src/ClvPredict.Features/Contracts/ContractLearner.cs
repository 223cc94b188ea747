using System.Collections.Immutable;
using ClvPredict.Data;

namespace ClvPredict.Features.Contracts;

/// <summary>Decides which columns a contract takes from data, by what was known before a day, and checks other data
/// against it.</summary>
internal static class ContractLearner
{
    public static ImmutableArray<string> OrderColumns(OrderTable lines)
    {
        var columns = ImmutableArray.CreateBuilder<string>();
        foreach (
            var (name, isThere) in new[]
            {
                ("product_id", !lines.Product.IsEmpty),
                ("category", !lines.Category.IsEmpty),
                ("channel", !lines.Channel.IsEmpty),
                ("country", !lines.Country.IsEmpty),
                ("campaign", !lines.Campaign.IsEmpty),
                ("quantity", !lines.Quantity.IsEmpty),
                ("discount", !lines.DiscountMinor.IsEmpty),
                ("cost", !lines.CostMinor.IsEmpty),
            }
        )
        {
            if (isThere)
                columns.Add(name);
        }
        return columns.ToImmutable();
    }

    public static AttributeFeatures Attributes(CustomerAttributes attributes, int beforeDay)
    {
        var numbers = ImmutableArray.CreateBuilder<string>();
        var categories = ImmutableArray.CreateBuilder<CategoryFeature>();
        foreach (var column in attributes.Columns)
        {
            var counts = CustomersPerText(attributes, column, beforeDay);
            var used = Enumerable.Range(0, counts.Length).Where(t => counts[t] > 0).ToArray();
            if (used.Length > 0 && used.All(t => !float.IsNaN(column.Numbers[t])))
                numbers.Add(column.Name);
            else if (CategoryFeature.Learn(column.Name, column.Texts.Zip(counts)) is { } feature)
                categories.Add(feature);
        }
        return new AttributeFeatures(numbers.ToImmutable(), categories.ToImmutable());
    }

    public static EventFeatures Events(CustomerEvents events, int beforeDay)
    {
        var counts = new int[events.Types.Length];
        var countedFor = new int[counts.Length];
        for (var c = 0; c + 1 < events.Offsets.Length; c++)
        {
            for (var i = events.Offsets[c]; i < events.Offsets[c + 1]; i++)
            {
                var type = events.TypeCodes[i];
                if (events.Days[i] >= beforeDay)
                    break;
                if (countedFor[type] == c + 1)
                    continue;
                countedFor[type] = c + 1;
                counts[type]++;
            }
        }
        var types = CategoryFeature.Learn("event", events.Types.Zip(counts))?.Values ?? [];
        return new EventFeatures(types, !events.Amounts.IsEmpty);
    }

    public static void Require(
        AttributeFeatures wanted,
        CustomerAttributes attributes,
        int beforeDay
    )
    {
        var names = attributes.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var missing = wanted
            .Numbers.Concat(wanted.Categories.Select(c => c.Name))
            .Where(n => !names.Contains(n))
            .ToArray();
        if (missing.Length > 0)
            throw new FeatureContractException(
                $"The model needs the attributes {string.Join(", ", missing)}, which the file given by --customers does not have."
            );
        foreach (var column in attributes.Columns.Where(c => wanted.Numbers.Contains(c.Name)))
        {
            var counts = CustomersPerText(attributes, column, beforeDay);
            for (var t = 0; t < counts.Length; t++)
            {
                if (counts[t] > 0 && float.IsNaN(column.Numbers[t]))
                    throw new OrderDataException(
                        $"The attribute {column.Name} is a number in the model, but the file given by --customers holds \"{Shorten(column.Texts[t])}\"."
                    );
            }
        }
    }

    // How many customers have each text in a row that is known before the day.
    private static int[] CustomersPerText(
        CustomerAttributes attributes,
        AttributeColumn column,
        int beforeDay
    )
    {
        var counts = new int[column.Texts.Length];
        var countedFor = new int[counts.Length];
        for (var c = 0; c + 1 < attributes.Offsets.Length; c++)
        {
            for (var row = attributes.Offsets[c]; row < attributes.Offsets[c + 1]; row++)
            {
                var text = column.Codes[row];
                if (text < 0 || attributes.KnownDays[row] >= beforeDay || countedFor[text] == c + 1)
                    continue;
                countedFor[text] = c + 1;
                counts[text]++;
            }
        }
        return counts;
    }

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..80];
}
