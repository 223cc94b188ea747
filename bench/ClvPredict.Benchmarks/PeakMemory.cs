using System.Globalization;

namespace ClvPredict.Benchmarks;

/// <summary>How much memory some work takes at most, above what the process holds before it (Linux).</summary>
internal sealed class PeakMemory
{
    private readonly long _before;

    private PeakMemory() => _before = Kilobytes("VmRSS");

    /// <summary>Starts measuring from the present state, unused memory given back first.</summary>
    public static PeakMemory Start()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        // 5 sets the peak back to the present size (proc(5), clear_refs).
        File.WriteAllText("/proc/self/clear_refs", "5");
        return new PeakMemory();
    }

    /// <summary>The most so far.</summary>
    public double Megabytes() => (Kilobytes("VmHWM") - _before) / 1024.0;

    private static long Kilobytes(string name)
    {
        var line = File.ReadLines("/proc/self/status")
            .First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(
            line.Split(':')[1].Replace("kB", "").Trim(),
            CultureInfo.InvariantCulture
        );
    }
}
