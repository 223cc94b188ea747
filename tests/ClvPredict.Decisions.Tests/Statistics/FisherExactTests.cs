using ClvPredict.Decisions.Statistics;

namespace ClvPredict.Decisions.Tests.Statistics;

public class FisherExactTests
{
    // Fisher (1935): eight cups of tea, four with milk first, four chosen.
    [Theory]
    [InlineData(4, 1 / 70.0)]
    [InlineData(3, 17 / 70.0)]
    [InlineData(2, 53 / 70.0)]
    [InlineData(0, 1)]
    public void UpperTail_TheLadyTastingTea_IsFishers(int right, double expected)
    {
        FisherExact.UpperTail(right, 4, 4, 8).ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void UpperTail_SmallTables_EqualCountingAllDraws()
    {
        for (var marked = 0; marked <= 7; marked++)
        {
            for (var drawn = 0; drawn <= 7; drawn++)
            {
                for (var both = 0; both <= 7; both++)
                {
                    var (hits, all) = (0, 0);
                    for (var draw = 0; draw < 1 << 7; draw++)
                    {
                        if (System.Numerics.BitOperations.PopCount((uint)draw) != drawn)
                            continue;
                        all++;
                        var inside = draw & ((1 << marked) - 1);
                        hits +=
                            System.Numerics.BitOperations.PopCount((uint)inside) >= both ? 1 : 0;
                    }
                    FisherExact
                        .UpperTail(both, drawn, marked, 7)
                        .ShouldBe((double)hits / all, 1e-12, $"{both} {drawn} {marked}");
                }
            }
        }
    }

    [Fact]
    public void UpperTail_LargeCounts_StayFiniteAndOrdered()
    {
        var rare = FisherExact.UpperTail(900, 20_000, 30_000, 1_000_000);
        var rarer = FisherExact.UpperTail(1_000, 20_000, 30_000, 1_000_000);

        rare.ShouldBeInRange(1e-100, 1e-20);
        rarer.ShouldBeLessThan(rare);
    }
}
