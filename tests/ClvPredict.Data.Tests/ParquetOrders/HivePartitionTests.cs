using ClvPredict.Data.Ingest;
using ClvPredict.Data.ParquetOrders;

namespace ClvPredict.Data.Tests.ParquetOrders;

/// <summary>Folders named by a key and its value.</summary>
public sealed class HivePartitionTests
{
    [Fact]
    public void Keys_PathOfSparksOutput_AreTheFoldersValues()
    {
        HivePartition
            .Keys("lake/year=2024/country=c%C3%B4te%3D/day=__HIVE_DEFAULT_PARTITION__/a=b.parquet")
            .ShouldBe([("year", "2024"), ("country", "côte="), ("day", "")]);
    }

    [Fact]
    public void Read_PartitionedFolder_TakesItsKeysAsColumns()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "year=2024/country=DE/b.parquet", "a,2024-05-01,1", "b,2024-05-02,2");
        Write(folder, "year=2024/country=AT/a.parquet", "a,2024-06-01,3");
        Write(folder, "year=2023/country=__HIVE_DEFAULT_PARTITION__/a.parquet", "c,2023-06-01,4");
        Write(folder, "year=2023/_temporary/a.parquet", "d,2023-06-01,4");
        Write(folder, "year=2023/country=AT/_unfinished.parquet", "d,2023-06-01,4");

        var log = OrderParquet.Read(folder.Path);

        log.Orders.CustomerIds.ShouldBe(["a", "b", "c"]);
        log.Orders.Countries.ShouldBe(["AT", "DE"]);
        log.Orders.Country.ShouldBe([1, 0, 1, -1]);
        log.Report.Columns["country"].ShouldBe("country");
    }

    [Fact]
    public void Read_PartitionThatIsTheDate_IsTheLinesDay()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "date=2024-05-01/a.parquet", "a,1999-05-01,1");
        Write(folder, "date=2024-05-02/a.parquet", "a,1999-05-02,2");
        var options = new OrderReadOptions
        {
            Map = new OrderReadOptions().Map.Add("order_date", "date"),
        };

        var orders = OrderReader.Read([folder.Path], options).Orders;

        orders
            .Day.Select(DateOnly.FromDayNumber)
            .ShouldBe([new DateOnly(2024, 5, 1), new DateOnly(2024, 5, 2)]);
    }

    [Fact]
    public void Read_KeyThatTheFileHasToo_IsTheFilesColumn()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "order_date=2024-05-01/a.parquet", "a,2024-05-07,1");

        OrderParquet.Read(folder.Path).Orders.Day.ShouldBe([new DateOnly(2024, 5, 7).DayNumber]);
    }

    [Fact]
    public void Resolve_PatternsInFolders_FindTheirFiles()
    {
        using var folder = new TemporaryFolder();
        foreach (var year in new[] { 2022, 2023, 2024 })
            Write(folder, $"year={year}/country=DE/a.parquet", "a,2024-05-07,1");

        Names("year=*/country=DE/*.parquet").ShouldBe(3);
        Names("year=202[34]").ShouldBe(0);
        Names("year=202?").ShouldBe(3);
        Names("year=*3/*").ShouldBe(1);

        int Names(string pattern)
        {
            try
            {
                return OrderSource.Resolve([folder.PathOf(pattern)]).Count;
            }
            catch (OrderDataException)
            {
                return 0;
            }
        }
    }

    private static void Write(TemporaryFolder folder, string path, params string[] lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.PathOf(path))!);
        folder.Write(path, OrderParquet.Of(100, lines));
    }
}
