using System.Collections.Immutable;
using System.Globalization;
using ClvPredict.Data;
using ClvPredict.Decisions.Purchases;
using ClvPredict.Features;

namespace ClvPredict.Decisions.Economics;

/// <summary>
/// Which group every customer came from, by the first purchase: its channel, campaign, country, category or product (the line
/// with the largest amount of the first purchase day decides; ties go to the first line), or its month (cohort). An ad is a
/// campaign: map its column to that role.
/// </summary>
public sealed class CustomerGrouping
{
    /// <summary>Name of customers whose first purchase does not say.</summary>
    public const string None = "(none)";

    /// <summary>Name of all groups that are too small to be shown alone.</summary>
    public const string Smaller = "(smaller groups)";

    /// <summary>Groupings that there are, in the order they are shown.</summary>
    public static ImmutableArray<string> Names { get; } =
    ["channel", "campaign", "country", "category", "product", "cohort"];

    private CustomerGrouping(string by, ImmutableArray<string> groups, int[] groupOf)
    {
        By = by;
        Groups = groups;
        GroupOf = [.. groupOf];
    }

    /// <summary>What customers are grouped by, one of <see cref="Names"/>.</summary>
    public string By { get; }

    /// <summary>Names of the groups, sorted by ordinal comparison.</summary>
    public ImmutableArray<string> Groups { get; }

    /// <summary>Per scored customer: index into <see cref="Groups"/>; -1 for customers without a purchase.</summary>
    public ImmutableArray<int> GroupOf { get; }

    /// <summary>Groupings whose column the orders have, cohorts always.</summary>
    public static ImmutableArray<string> Available(OrderTable lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return [.. Names.Where(n => n == "cohort" || !Column(lines, n).Codes.IsEmpty)];
    }

    /// <summary>Groups customers.</summary>
    /// <param name="by">One of <see cref="Names"/>.</param>
    /// <param name="seen">The orders as seen at the as-of day.</param>
    /// <param name="facts">The scored customers.</param>
    /// <exception cref="ArgumentException">There is no such grouping.</exception>
    /// <exception cref="OrderDataException">The orders have no column for it.</exception>
    public static CustomerGrouping Of(
        string by,
        CustomerHistories seen,
        ImmutableArray<CustomerFacts> facts
    )
    {
        ArgumentNullException.ThrowIfNull(seen);
        return by == "cohort" ? Cohorts(facts) : ByColumn(by, seen, facts);
    }

    private static CustomerGrouping ByColumn(
        string by,
        CustomerHistories seen,
        ImmutableArray<CustomerFacts> facts
    )
    {
        var (texts, codes) = Column(seen.Lines, by);
        if (codes.IsEmpty)
            throw new OrderDataException(
                $"The orders have no column for {by}, so customers cannot be grouped by it; there are {string.Join(", ", Available(seen.Lines))}. Name it with --map {Role(by)}=COLUMN."
            );
        var codeOf = new int[facts.Length];
        var used = new SortedSet<string>(StringComparer.Ordinal);
        for (var row = 0; row < codeOf.Length; row++)
        {
            codeOf[row] =
                facts[row].PurchaseDays > 0 ? FirstPurchase.Code(seen, facts[row], codes) : -2;
            if (codeOf[row] > -2)
                used.Add(codeOf[row] < 0 ? None : texts[codeOf[row]]);
        }
        ImmutableArray<string> groups = [.. used];
        return new CustomerGrouping(
            by,
            groups,
            [
                .. codeOf.Select(c =>
                    c == -2
                        ? -1
                        : groups.BinarySearch(c < 0 ? None : texts[c], StringComparer.Ordinal)
                ),
            ]
        );
    }

    private static CustomerGrouping Cohorts(ImmutableArray<CustomerFacts> facts)
    {
        var months = new string[facts.Length];
        for (var row = 0; row < months.Length; row++)
            months[row] =
                facts[row].PurchaseDays > 0
                    ? DateOnly
                        .FromDayNumber(facts[row].FirstDay)
                        .ToString("yyyy-MM", CultureInfo.InvariantCulture)
                    : "";
        ImmutableArray<string> groups =
        [
            .. months
                .Where(m => m.Length > 0)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        return new CustomerGrouping(
            "cohort",
            groups,
            [
                .. months.Select(m =>
                    m.Length == 0 ? -1 : groups.BinarySearch(m, StringComparer.Ordinal)
                ),
            ]
        );
    }

    /// <summary>The same grouping with all groups of fewer customers than that in one; cohorts stay.</summary>
    internal CustomerGrouping WithoutSmaller(int customers)
    {
        if (By == "cohort")
            return this;
        var sizes = new int[Groups.Length];
        foreach (var group in GroupOf)
        {
            if (group >= 0)
                sizes[group]++;
        }
        if (sizes.Count(s => s < customers) < 2)
            return this;
        ImmutableArray<string> groups =
        [
            .. Groups
                .Where((_, g) => sizes[g] >= customers)
                .Append(Smaller)
                .Order(StringComparer.Ordinal),
        ];
        var renamed = Groups
            .Select(
                (name, g) =>
                    groups.BinarySearch(
                        sizes[g] >= customers ? name : Smaller,
                        StringComparer.Ordinal
                    )
            )
            .ToArray();
        return new CustomerGrouping(By, groups, [.. GroupOf.Select(g => g < 0 ? g : renamed[g])]);
    }

    private static string Role(string by) => by == "product" ? "product_id" : by;

    private static (ImmutableArray<string> Texts, LineColumn<int> Codes) Column(
        OrderTable lines,
        string by
    ) =>
        by switch
        {
            "channel" => (lines.Channels, lines.Channel),
            "campaign" => (lines.Campaigns, lines.Campaign),
            "country" => (lines.Countries, lines.Country),
            "category" => (lines.Categories, lines.Category),
            "product" => (lines.Products, lines.Product),
            _ => throw new ArgumentException(
                $"Customers are grouped by {string.Join(", ", Names)}, not by \"{by}\".",
                nameof(by)
            ),
        };
}
