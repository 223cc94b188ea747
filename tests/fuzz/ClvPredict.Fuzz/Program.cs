using System.Diagnostics;
using System.Globalization;
using ClvPredict.Data.Tests.Parquet;
using ClvPredict.Data.Tests.ParquetOrders;
using ClvPredict.TestKit;

// dotnet run --project tests/fuzz/ClvPredict.Fuzz -c Release -- parquet 20000 1
// dotnet run --project tests/fuzz/ClvPredict.Fuzz -c Release -- orders 20000 1
if (
    args is not [("parquet" or "orders") and var what, var countText, var seedText]
    || !int.TryParse(countText, CultureInfo.InvariantCulture, out var count)
    || !int.TryParse(seedText, CultureInfo.InvariantCulture, out var seed)
)
{
    Console.Error.WriteLine("usage: ClvPredict.Fuzz parquet|orders COUNT SEED");
    return 2;
}

const int Step = 1_000;
using var orders = new OrderMutations();
var (part, read) =
    what == "parquet"
        ? ("Parquet", (Action<byte[]>)ParquetMutations.ReadAll)
        : ("ParquetOrders", orders.ReadOrders);
var folder = RepositoryFiles.PathOf("tests", "ClvPredict.Data.Tests", part, "Fixtures");
var files = Directory.GetFiles(folder, "*.parquet").Order().Select(File.ReadAllBytes).ToList();
var watch = Stopwatch.StartNew();
var (refused, peak) = (0, 0L);
for (var done = 0; done < count; done += Step)
{
    refused += ParquetMutations.Run(files, Math.Min(Step, count - done), seed + done, read);
    using var process = Process.GetCurrentProcess();
    peak = process.PeakWorkingSet64;
    Console.Error.WriteLine(
        $"{Math.Min(count, done + Step)} damaged files, {refused} refused, {watch.Elapsed.TotalSeconds:0} s, at most {peak >> 20} MB"
    );
}
Console.WriteLine(
    $"{count} damaged files: {refused} refused, {count - refused} read, none worse; at most {peak >> 20} MB"
);
return 0;
