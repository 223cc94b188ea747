using System.Diagnostics;
using Shouldly;

namespace ClvPredict.TestKit;

/// <summary>One run of the clv program in a folder of its own or in the repository.</summary>
public sealed record ClvRun(int ExitCode, string Output, string Messages)
{
    /// <summary>Runs clv and waits for it.</summary>
    public static ClvRun Start(string folder, params IEnumerable<string> arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "clv.dll");
        return Run(folder, "dotnet", [program, .. arguments]);
    }

    /// <summary>Runs any program and waits for it.</summary>
    public static ClvRun Run(string folder, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var messages = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ClvRun(process.ExitCode, output, messages.GetAwaiter().GetResult());
    }

    /// <summary>Fails with the program's own messages unless it ended well.</summary>
    public ClvRun ShouldBeDone()
    {
        ExitCode.ShouldBe(0, Messages);
        return this;
    }

    /// <summary>Runs clv in the repository's root.</summary>
    public static ClvRun InRepository(params IEnumerable<string> arguments) =>
        Start(RepositoryFiles.Root, arguments);
}
