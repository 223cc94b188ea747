using ClvPredict.Data.Tests.Parquet;

namespace ClvPredict.Data.Tests.ParquetOrders;

/// <summary>A short run of the mutations; the long one is the program in tests/fuzz.</summary>
public class OrderFuzzTests
{
    [Fact]
    public void Read_DamagedOrders_AreReadOrRefused()
    {
        string[] names = ["typed.parquet", "text.parquet", "utc.parquet"];
        var files = names.Select(n => File.ReadAllBytes(OrderParquet.Fixture(n))).ToList();
        using var orders = new OrderMutations();

        foreach (var file in files)
            orders.ReadOrders(file);
        var refused = ParquetMutations.Run(files, 500, seed: 1, orders.ReadOrders);

        // Values without checksums can change unnoticed.
        refused.ShouldBeInRange(100, 499);
    }
}
