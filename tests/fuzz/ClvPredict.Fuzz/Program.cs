using System.Diagnostics;
using System.Globalization;
using ClvPredict.Data.Tests.Parquet;
using ClvPredict.TestKit;

// dotnet run --project tests/fuzz/ClvPredict.Fuzz -c Release -- parquet 20000 1
if (
    args is not ["parquet", var countText, var seedText]
    || !int.TryParse(countText, CultureInfo.InvariantCulture, out var count)
    || !int.TryParse(seedText, CultureInfo.InvariantCulture, out var seed)
)
{
    Console.Error.WriteLine("usage: ClvPredict.Fuzz parquet COUNT SEED");
    return 2;
}

const int Step = 1_000;
var folder = RepositoryFiles.PathOf("tests", "ClvPredict.Data.Tests", "Parquet", "Fixtures");
var files = Directory.GetFiles(folder, "*.parquet").Order().Select(File.ReadAllBytes).ToList();
var watch = Stopwatch.StartNew();
var refused = 0;
for (var done = 0; done < count; done += Step)
{
    refused += ParquetMutations.Run(files, Math.Min(Step, count - done), seed + done);
    Console.Error.WriteLine(
        $"{Math.Min(count, done + Step)} damaged files, {refused} refused, {watch.Elapsed.TotalSeconds:0} s, at most {Environment.WorkingSet >> 20} MB"
    );
}
Console.WriteLine($"{count} damaged files: {refused} refused, {count - refused} read, none worse");
return 0;
