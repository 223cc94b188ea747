using System.Globalization;
using System.Text;
using ClvPredict.Training.Simulation;

namespace ClvPredict.Training.Tests.Simulation;

public sealed class OrderSimulatorTests
{
    private static readonly SimulationOptions s_small = new() { Customers = 300 };

    [Fact]
    public void WriteOrders_SameSeed_GivesTheSameBytes() =>
        Orders(s_small).ShouldBe(Orders(s_small));

    [Fact]
    public void WriteOrders_AnotherSeed_GivesAnotherLog() =>
        string.Equals(Orders(s_small with { Seed = 2 }), Orders(s_small), StringComparison.Ordinal)
            .ShouldBeFalse();

    [Fact]
    public void WriteOrders_MoreCustomers_LeavesTheLinesOfTheOthers()
    {
        var more = Lines(Orders(s_small with { Customers = 400 }));

        var earlier = more.Where(l => string.CompareOrdinal(l[..7], "C000300") <= 0);

        earlier.ShouldBe(Lines(Orders(s_small)));
    }

    [Fact]
    public void WriteOrders_EarlierEndOfTheTruth_ChangesNothing()
    {
        var options = s_small with
        {
            TruthCutoff = new DateOnly(2023, 6, 1),
            TruthHorizonDays = 30,
        };

        Orders(options).ShouldBe(Orders(s_small));
    }

    [Fact]
    public void WriteOrders_Unsorted_HasTheSameLinesByCustomer()
    {
        var unsorted = Lines(Orders(s_small with { SortByDate = false }));

        unsorted.Select(l => l[..7]).ShouldBeInOrder();
        unsorted
            .Order(StringComparer.Ordinal)
            .ShouldBe(Lines(Orders(s_small)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WriteOrders_Sorted_IsByDateAndOrder()
    {
        var keys = Lines(Orders(s_small))
            .Select(l => l.Split(','))
            .Select(f => (f[2], f[1]))
            .ToArray();

        keys.ShouldBe(
            keys.OrderBy(k => k.Item1, StringComparer.Ordinal)
                .ThenBy(k => k.Item2, StringComparer.Ordinal)
        );
    }

    [Fact]
    public void WriteOrders_EveryLine_AddsUpToTheCentAndIsInTheLog()
    {
        foreach (var line in Lines(Orders(s_small)))
        {
            var fields = line.Split(',');
            fields.Length.ShouldBe(OrderSimulator.OrderColumns.Length);
            var numbers = fields[6..]
                .Select(f => decimal.Parse(f, CultureInfo.InvariantCulture))
                .ToArray();
            ((numbers[0] * numbers[1]) - numbers[2]).ShouldBe(numbers[3]);
            numbers[2].ShouldBeGreaterThanOrEqualTo(0);
            fields[9].ShouldMatch(@"^-?\d+\.\d\d$");
            fields[2].ShouldBeGreaterThanOrEqualTo("2023-01-01");
            fields[2].ShouldBeLessThan("2025-01-01");
        }
    }

    [Fact]
    public void WriteOrders_Count_IsThatOfTheLines()
    {
        using var stream = new MemoryStream();

        var count = new OrderSimulator(s_small).WriteOrders(stream, CancellationToken.None);

        count.ShouldBe(Lines(Encoding.UTF8.GetString(stream.ToArray())).Length);
    }

    [Fact]
    public void WriteTruth_CutoffWithinTheLog_RealisesWhatTheLogHolds()
    {
        var options = s_small with
        {
            TruthCutoff = new DateOnly(2024, 1, 1),
            TruthHorizonDays = 366,
        };
        var value = Lines(Orders(options))
            .Select(l => l.Split(','))
            .Where(f => string.CompareOrdinal(f[2], "2024-01-01") >= 0)
            .ToLookup(
                f => f[0],
                f => decimal.Parse(f[9], CultureInfo.InvariantCulture),
                StringComparer.Ordinal
            );

        foreach (var fields in Lines(Truth(options)).Select(l => l.Split(',')))
        {
            if (string.CompareOrdinal(fields[1], "2024-01-01") >= 0)
                fields[12..].ShouldAllBe(f => f.Length == 0);
            else
                decimal.Parse(fields[^1], CultureInfo.InvariantCulture)
                    .ShouldBe(value[fields[0]].Sum());
        }
    }

    [Fact]
    public void WriteTruth_EveryCustomer_HasOneRow()
    {
        var rows = Lines(Truth(s_small));

        rows.Length.ShouldBe(300);
        rows[^1].ShouldStartWith("C000300,");
        rows.ShouldAllBe(r => r.Split(',').Length == OrderSimulator.TruthColumns.Length);
    }

    [Fact]
    public void WriteOrders_Cancelled_Throws() =>
        Should.Throw<OperationCanceledException>(() =>
            new OrderSimulator(s_small).WriteOrders(
                Stream.Null,
                new CancellationToken(canceled: true)
            )
        );

    [Fact]
    public void Constructor_OptionsOutOfRange_Throws() =>
        Should.Throw<ArgumentException>(() => new OrderSimulator(s_small with { Customers = -1 }));

    [Theory]
    [InlineData(0.05, 0.1, 0.05)]
    [InlineData(100, 0.1, 100)]
    public void WriteOrders_ExtremeShapes_StillWritesEveryCustomer(
        double shape,
        double scale,
        double dropoutShape
    )
    {
        var options = s_small with
        {
            Customers = 20,
            End = new DateOnly(2023, 2, 1),
            RateShape = shape,
            RateScaleWeeks = scale,
            DropoutShape = dropoutShape,
            SpendShape = 1.1,
            PreferenceConcentration = 0.1,
        };

        Lines(Orders(options))
            .Select(l => l[..7])
            .Distinct(StringComparer.Ordinal)
            .Count()
            .ShouldBe(20);
    }

    private static string Orders(SimulationOptions options)
    {
        using var stream = new MemoryStream();
        new OrderSimulator(options).WriteOrders(stream, CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Truth(SimulationOptions options)
    {
        using var stream = new MemoryStream();
        new OrderSimulator(options).WriteTruth(stream, CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The lines without the header; fails when the file does not end in a line feed.</summary>
    private static string[] Lines(string text)
    {
        text.ShouldEndWith("\n");
        return text[..^1].Split('\n')[1..];
    }
}
