using System.Runtime.InteropServices;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Chain;
using ClvPredict.Training.Simulation;
using ClvPredict.Training.Stack;

namespace ClvPredict.Benchmarks;

/// <summary>Features and labels in a file that programs in other languages can read: float32 columns, one after the other.</summary>
internal static class MatrixFile
{
    public const string Usage =
        "customers FILE CUSTOMERS SEED\n"
        + "  simulates a shop and writes what the trees of a model see of each customer known half a year before the end, then two\n"
        + "  labels, the value bought in that half year and whether anything was (1 or 0); prints rows and features";

    private const int HoldoutDays = 180;

    /// <summary>The features and one of the label columns.</summary>
    public static ReadOnlyMemory<float>[] Read(
        string path,
        int rows,
        int features,
        int label,
        out double[] labels
    )
    {
        using var file = File.OpenRead(path);
        var columns = new ReadOnlyMemory<float>[features];
        for (var feature = 0; feature < features; feature++)
            columns[feature] = ReadColumn(file, rows);
        file.Seek((long)label * rows * sizeof(float), SeekOrigin.Current);
        labels = Array.ConvertAll(ReadColumn(file, rows), value => (double)value);
        return columns;
    }

    /// <summary>Writes the feature matrix of a simulated shop.</summary>
    public static void Simulate(string path, int customers, long seed)
    {
        var options = new SimulationOptions
        {
            Customers = customers,
            Seed = seed,
            SortByDate = false,
        };
        var orders = path + ".csv";
        using (var stream = File.Create(orders))
            new OrderSimulator(options).WriteOrders(stream, CancellationToken.None);
        var threads = Environment.ProcessorCount;
        var histories = CustomerHistories.Build(
            OrderReader.Read([orders], new OrderReadOptions()).Orders
        );
        File.Delete(orders);
        var cutoff = options.End.AddDays(-HoldoutDays);
        var table = FeatureBuilder.Build(histories, cutoff, ValueBasis.Money, threads);
        var prior = PriorFitter.Fit(
            PriorStatistics.Of(table),
            table.Cutoff,
            ValueBasis.Money,
            threads,
            CancellationToken.None
        );
        var weeks = HoldoutDays / 7.0;
        var inputs = ModelInputs.Build(table, prior, weeks, weeks, threads);
        var targets = HoldoutTargets.Read(histories, table, options.End);
        using var file = File.Create(path);
        foreach (var name in inputs.TreeFeatures)
            Write(file, inputs.Column(name).Span);
        Write(file, targets.GrossValue.Select(value => (float)value).ToArray());
        Write(file, targets.Orders.Select(count => count > 0 ? 1f : 0f).ToArray());
        Console.WriteLine($"{table.RowCount} {inputs.TreeFeatures.Length}");
    }

    private static float[] ReadColumn(FileStream file, int rows)
    {
        var column = new float[rows];
        file.ReadExactly(MemoryMarshal.AsBytes(column.AsSpan()));
        return column;
    }

    private static void Write(FileStream file, ReadOnlySpan<float> column) =>
        file.Write(MemoryMarshal.AsBytes(column));
}
