using ClvPredict.Decisions.NextActions;

namespace ClvPredict.Decisions.Tests.NextActions;

/// <summary>Pairs bought together (CAP-70).</summary>
public class ItemPairsTests
{
    private static readonly string[] s_names = [.. Enumerable.Range(0, 30).Select(i => $"i{i:00}")];

    [Fact]
    public void Find_PlantedPair_IsFoundWithItsCounts()
    {
        var baskets = Baskets(planted: true);

        var pairs = Find(baskets);

        pairs.Select(p => (p.From, p.To)).ShouldBe([("i03", "i07"), ("i07", "i03")]);
        var (a, b) = (Count(baskets, 3), Count(baskets, 7));
        var both = baskets.Count(basket => basket.Contains(3) && basket.Contains(7));
        pairs[0].Together.ShouldBe(both);
        pairs[0].Support.ShouldBe((double)both / baskets.Count, 1e-12);
        pairs[0].Confidence.ShouldBe((double)both / a, 1e-12);
        pairs[0].Lift.ShouldBe((double)both * baskets.Count / a / b, 1e-9);
        pairs[0].Excess.ShouldBe(((double)both / a) - ((double)b / baskets.Count), 1e-9);
        pairs[0].QValue.ShouldBeInRange(pairs[0].PValue, 0.01);
    }

    [Fact]
    public void Find_BasketsAtRandom_HaveNoPair()
    {
        Find(Baskets(planted: false)).ShouldBeEmpty();
    }

    [Fact]
    public void Find_FewItemsLookedAt_TakesThoseOfMostBaskets()
    {
        Find(Baskets(planted: true), new PairOptions { MaxItems = 2 }).Length.ShouldBeLessThan(3);
    }

    private static ProductPair[] Find(List<int[]> baskets, PairOptions? options = null)
    {
        var pairs = new ItemPairs(
            [.. Enumerable.Range(0, 30).Select(i => Count(baskets, i))],
            options ?? new PairOptions()
        );
        foreach (var basket in baskets)
            pairs.Add(basket);
        return [.. pairs.Find([.. s_names], (_, _) => true).Select(p => p.Pair)];
    }

    private static int Count(List<int[]> baskets, int item) => baskets.Count(b => b.Contains(item));

    private static List<int[]> Baskets(bool planted)
    {
        var random = new Random(4);
        var baskets = new List<int[]>();
        for (var b = 0; b < 2_000; b++)
        {
            var items = new HashSet<int>();
            while (items.Count < 3)
                items.Add(random.Next(30));
            if (planted && items.Contains(3) && random.Next(3) == 0)
                items.Add(7);
            baskets.Add([.. items]);
        }
        return baskets;
    }
}
