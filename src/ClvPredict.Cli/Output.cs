using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ClvPredict.Models.Package;

namespace ClvPredict.Cli;

/// <summary>Results go to standard output, progress and messages to standard error.</summary>
internal sealed class Output(bool json) : IProgress<string>
{
    private readonly Stopwatch _sinceStart = Stopwatch.StartNew();

    public void Report(string value) =>
        Console.Error.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"[{_sinceStart.Elapsed.TotalSeconds, 6:0.0} s] {value}"
            )
        );

    /// <summary>Prints the result as JSON with <c>--json</c>, as text otherwise.</summary>
    public void Result(object value, Func<string> text) =>
        Console.Out.WriteLine(json ? JsonSerializer.Serialize(value, PackageJson.Options) : text());
}
