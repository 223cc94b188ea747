using System.Collections.Immutable;
using System.Reflection;

namespace ClvPredict.Data.Sql.Tests;

public class TableDigestTests
{
    [Fact]
    public void Of_AnyColumnChanged_Changes()
    {
        var table = Filled();
        var digest = TableDigest.Of(table, CancellationToken.None);
        var columns = typeof(OrderTable)
            .GetProperties()
            .Where(p =>
                p.PropertyType.Name.StartsWith("ImmutableArray", StringComparison.Ordinal)
                || p.PropertyType.Name.StartsWith("LineColumn", StringComparison.Ordinal)
            )
            .ToList();

        var unseen = columns.Where(p =>
        {
            var changed = table with { };
            p.SetValue(changed, Other(p));
            return TableDigest.Of(changed, CancellationToken.None) == digest;
        });

        columns.Count.ShouldBeGreaterThan(15);
        unseen.Select(p => p.Name).ShouldBeEmpty();
    }

    [Fact]
    public void Of_ManyBlocksOfLines_IsThatOfTheLinesReversed()
    {
        var lines = Enumerable.Range(0, 40_000).ToArray();
        var table = new OrderTable
        {
            CustomerIds = [.. lines.Select(l => $"c{l:00000}")],
            Customer = [.. lines],
            Day = [.. lines],
            SecondOfDay = [.. lines],
            AmountMinor = [.. lines.Select(l => (long)l)],
            IsReturn = [.. lines.Select(l => l % 3 == 0)],
        };
        var reversed = table with
        {
            Customer = [.. table.Customer.Reverse()],
            Day = [.. table.Day.Reverse()],
            SecondOfDay = [.. table.SecondOfDay.Reverse()],
            AmountMinor = [.. table.AmountMinor.Reverse()],
            IsReturn = [.. table.IsReturn.Reverse()],
        };

        TableDigest
            .Of(reversed, CancellationToken.None)
            .ShouldBe(TableDigest.Of(table, CancellationToken.None));
        TableDigest
            .Of(table with { Day = reversed.Day }, CancellationToken.None)
            .ShouldNotBe(TableDigest.Of(table, CancellationToken.None));
    }

    /// <summary>One line, with a value in every column.</summary>
    private static OrderTable Filled()
    {
        var table = new OrderTable
        {
            CustomerIds = ["a"],
            Customer = [0],
            Day = [0],
            SecondOfDay = [0],
            AmountMinor = [0],
            IsReturn = [false],
        };
        foreach (var column in typeof(OrderTable).GetProperties())
        {
            if (column.PropertyType == typeof(ImmutableArray<string>))
                column.SetValue(table, ImmutableArray.Create("a"));
            else if (column.PropertyType == typeof(LineColumn<int>))
                column.SetValue(table, LineColumn.Create<int>([0]));
            else if (column.PropertyType == typeof(LineColumn<long>))
                column.SetValue(table, LineColumn.Create<long>([0L]));
            else if (column.PropertyType == typeof(LineColumn<double>))
                column.SetValue(table, LineColumn.Create<double>([0.0]));
        }
        return table;
    }

    private static object Other(PropertyInfo column)
    {
        if (column.PropertyType == typeof(ImmutableArray<string>))
            return ImmutableArray.Create("b");
        if (column.PropertyType == typeof(LineColumn<long>))
            return LineColumn.Create<long>([1]);
        if (column.PropertyType == typeof(LineColumn<double>))
            return LineColumn.Create<double>([1]);
        if (column.PropertyType == typeof(LineColumn<bool>))
            return LineColumn.Create<bool>([true]);
        var isCode = column.Name is not (nameof(OrderTable.Day) or nameof(OrderTable.SecondOfDay));
        // Another customer there is none; every other code may also be missing.
        return LineColumn.Create<int>([isCode ? -1 : 1]);
    }
}
