using System.Diagnostics;
using ClvPredict.TestKit;

namespace ClvPredict.Data.Tests.Parquet;

/// <summary>DuckDB, run by node from the folder that the environment variable CLV_DUCKDB names.</summary>
internal static class DuckDb
{
    public const string Variable = "CLV_DUCKDB";

    public static string? Folder => Environment.GetEnvironmentVariable(Variable);

    public static bool HasNode =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(p =>
                File.Exists(Path.Combine(p, "node")) || File.Exists(Path.Combine(p, "node.exe"))
            );

    /// <summary>Runs a verb of the oracle script; returns the lines of its standard output.</summary>
    public static string[] Run(string verb, string target)
    {
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(RepositoryFiles.PathOf("tests", "parquet-oracle", "make.mjs"));
        start.ArgumentList.Add(verb);
        start.ArgumentList.Add(Folder!);
        start.ArgumentList.Add(target);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
