using ClvPredict.TestKit;

namespace ClvPredict.Models.Tests.Evaluation;

/// <summary>A fact that runs a Python script of <see cref="OutsideData"/>; skipped, visibly, without it or without python3.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute(string script)
    {
        Script = script;
        Skip = new OutsideDataFactAttribute(script).Skip;
        if (Skip is null && Python is null)
            Skip = "python3 is not on the PATH";
    }

    public string Script { get; }

    /// <summary>Full path of python3, or null.</summary>
    internal static string? Python =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder =>
                Path.Combine(folder, OperatingSystem.IsWindows() ? "python3.exe" : "python3")
            )
            .FirstOrDefault(File.Exists);
}
