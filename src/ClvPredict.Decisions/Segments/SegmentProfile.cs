using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Decisions.Statistics;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Segments;

/// <summary>
/// What tells a group of customers, such as the best, from the others: what they buy more of, and where they came from.
/// Who buys more buys more of everything; so products are counted by the different ones that a customer bought, each once, and
/// a product's share of these is compared, not the number of its buyers.
/// </summary>
/// <param name="Group">The group's name.</param>
/// <param name="Customers">Customers in it.</param>
/// <param name="Others">Customers outside.</param>
/// <param name="Items">What it has more of, by aspect, the surest first. Of products and categories only what is significant.</param>
public sealed record SegmentProfile(
    string Group,
    int Customers,
    int Others,
    ImmutableArray<ProfileItem> Items
)
{
    /// <summary>Compares a group with the other customers.</summary>
    /// <param name="histories">The orders.</param>
    /// <param name="scores">The customers.</param>
    /// <param name="members">Per scored customer: whether in the group.</param>
    /// <param name="group">The group's name.</param>
    /// <param name="options">What is worth saying; null for the defaults.</param>
    public static SegmentProfile Of(
        CustomerHistories histories,
        CustomerScores scores,
        bool[] members,
        string group,
        ProfileOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(members);
        options ??= new ProfileOptions();
        var seen = histories.SeenOn(scores.AsOf);
        var counts = ProfileCounts.Of(seen, scores, members);
        var items = ImmutableArray.CreateBuilder<ProfileItem>();
        foreach (var aspect in counts)
            items.AddRange(Compare(aspect, options));
        var size = members.Count(m => m);
        return new SegmentProfile(group, size, members.Length - size, items.ToImmutable());
    }

    private static IEnumerable<ProfileItem> Compare(ProfileCounts aspect, ProfileOptions options)
    {
        long group = aspect.InGroup.Sum();
        var all = group + aspect.InOthers.Sum();
        int[] tested =
        [
            .. Enumerable
                .Range(0, aspect.InGroup.Length)
                .Where(v => aspect.InGroup[v] + aspect.InOthers[v] >= options.MinCustomers),
        ];
        double[] pValues =
        [
            .. tested.Select(v =>
                FisherExact.UpperTail(
                    aspect.InGroup[v],
                    group,
                    aspect.InGroup[v] + aspect.InOthers[v],
                    all
                )
            ),
        ];
        var qValues = FalseDiscovery.Correct(pValues, tested.Length);
        return tested
            .Select(
                (v, i) =>
                    new ProfileItem(
                        aspect.Name,
                        aspect.Values[v],
                        aspect.InGroup[v],
                        aspect.InOthers[v],
                        Share(aspect.InGroup[v], group),
                        Share(aspect.InOthers[v], all - group),
                        Share(aspect.InGroup[v], group)
                            / Share(aspect.InGroup[v] + aspect.InOthers[v], all),
                        pValues[i],
                        qValues[i],
                        qValues[i] <= options.MaxQ
                    )
            )
            .Where(item => item.IsSignificant || !aspect.IsBought)
            .OrderBy(item => item.QValue)
            .ThenByDescending(item => item.Lift)
            .ThenBy(item => item.Value, StringComparer.Ordinal)
            .Take(options.MaxItems);
    }

    private static double Share(long part, long whole) =>
        whole > 0 ? (double)part / whole : double.NaN;
}
