using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ClvPredict.Data;

namespace ClvPredict.Cli;

/// <summary>The options of a verb that takes orders larger than memory.</summary>
internal sealed class MemoryInput
{
    private const long BytesBesideHeap = 96L << 20;

    private readonly Option<long?> _memory = new("--memory")
    {
        Description =
            "Memory to keep within, such as 2g or 512m: what does not fit is on disk meanwhile (docs/scale.md). Default: all in memory.",
        CustomParser = Size,
        HelpName = "SIZE",
    };
    private readonly Option<string?> _temp = new("--temp")
    {
        Description = "Folder for what is on disk meanwhile. Default: that of the output.",
        HelpName = "FOLDER",
    };

    public void AddTo(Command verb)
    {
        verb.Add(_memory);
        verb.Add(_temp);
    }

    /// <summary>Whether the command names a bound.</summary>
    public bool IsGiven(ParseResult parse) => parse.GetValue(_memory) is not null;

    /// <summary>The bound; null without.</summary>
    /// <param name="parse">The words of the command.</param>
    /// <param name="outputPath">The file that the verb writes.</param>
    /// <exception cref="UsageException">The folder does not exist.</exception>
    public SpillOptions? Read(ParseResult parse, string outputPath)
    {
        var folder = Folder(parse, outputPath);
        if (parse.GetValue(_memory) is not { } bytes)
            return null;
        // The collector would let garbage grow with the memory of the machine. Code and buffers that are not its own take the rest.
        AppContext.SetData("GCHeapHardLimit", (ulong)(bytes - BytesBesideHeap));
        GC.RefreshMemoryLimit();
        return new SpillOptions { MemoryBytes = bytes, Folder = folder };
    }

    /// <summary>The folder for what is on disk meanwhile.</summary>
    /// <exception cref="UsageException">The folder does not exist.</exception>
    public string Folder(ParseResult parse, string outputPath)
    {
        var folder =
            parse.GetValue(_temp) ?? Path.GetDirectoryName(Path.GetFullPath(outputPath)) ?? ".";
        return Directory.Exists(folder)
            ? folder
            : throw new UsageException($"--temp {folder}: there is no such folder.");
    }

    private static long? Size(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var shift =
            text.Length == 0
                ? -1
                : "kmgt".IndexOf(char.ToLowerInvariant(text[^1]), StringComparison.Ordinal);
        if (
            shift >= 1
            && double.TryParse(
                text[..^1],
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
            && number * Math.Pow(1024, shift + 1) is >= SpillOptions.LeastMemoryBytes and < 1L << 43
        )
            return (long)(number * Math.Pow(1024, shift + 1));
        result.AddError(
            $"--memory takes a size of at least 256m, such as 512m or 2g, not \"{text}\"."
        );
        return null;
    }
}
