using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ClvPredict.Data;

// Times one file of order lines from disk to customer histories, in a process of its own, and prints one line of JSON.
if (args.Length != 2)
{
    Console.Error.WriteLine("usage: ClvPredict.Ingest.Bench ORDERS THREADS");
    return 2;
}
var threads = int.Parse(args[1], CultureInfo.InvariantCulture);
using var process = Process.GetCurrentProcess();
var clock = Stopwatch.StartNew();
var log = OrderReader.Read([args[0]], new OrderReadOptions { Threads = threads });
var readSeconds = clock.Elapsed.TotalSeconds;
var histories = CustomerHistories.Build(log.Orders);
var seconds = clock.Elapsed.TotalSeconds;
process.Refresh();
var idBytes = 0L;
foreach (var id in histories.CustomerIds)
    idBytes += 24 + (id.Length * 2);
var peak = process.PeakWorkingSet64;
Console.WriteLine(
    JsonSerializer.Serialize(
        new
        {
            lines = log.Report.LinesRead,
            customers = histories.CustomerCount,
            threads,
            seconds,
            readSeconds,
            cpuSeconds = process.TotalProcessorTime.TotalSeconds,
            peakBytes = peak,
            peakBytesPerLine = (double)(peak - idBytes) / log.Report.LinesRead,
            netMinor = histories.Ledger.NetMinor,
        }
    )
);
return 0;
