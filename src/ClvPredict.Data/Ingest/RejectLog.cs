using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ClvPredict.Data.Ingest;

/// <summary>Counts the lines that cannot be used, keeps the first and writes all of them to the rejects file. The file is
/// begun with the first of them and takes its name on <see cref="CloseFile"/>.</summary>
internal sealed class RejectLog(OrderReadOptions options) : IDisposable
{
    private const int MaxKept = 1_000;
    private const int MaxQuoted = 80;
    private const int MaxRecordInFile = 10_000;
    private const int ReasonsInMessage = 5;

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RejectedLine> _examples = new(StringComparer.Ordinal);
    private readonly List<RejectedLine> _first = [];
    private PendingFile? _file;
    private CsvWriter? _writer;

    /// <summary>All lines rejected.</summary>
    internal long Count { get; private set; }

    internal ImmutableSortedDictionary<string, long> Counts =>
        _counts.ToImmutableSortedDictionary(StringComparer.Ordinal);

    internal ImmutableArray<RejectedLine> First => [.. _first];

    /// <summary>As much of a field as is quoted.</summary>
    internal static ReadOnlySpan<byte> CutField(ReadOnlySpan<byte> field) =>
        field[..Math.Min(field.Length, MaxQuoted * 4)];

    /// <summary>As much of a line as is written down.</summary>
    internal static ReadOnlySpan<byte> CutRecord(ReadOnlySpan<byte> record) =>
        record[..Math.Min(record.Length, MaxRecordInFile)];

    internal void Add(
        string source,
        long lineNumber,
        string reason,
        ReadOnlySpan<byte> atFault,
        ReadOnlySpan<byte> record
    )
    {
        Count++;
        _counts[reason] = _counts.GetValueOrDefault(reason) + 1;
        var isFirstOfReason = !_examples.ContainsKey(reason);
        if (isFirstOfReason || _first.Count < MaxKept)
        {
            var line = new RejectedLine(source, lineNumber, reason, Quote(atFault));
            _examples.TryAdd(reason, line);
            if (_first.Count < MaxKept)
                _first.Add(line);
        }
        if (options.RejectsPath is null)
            return;
        _file ??= new PendingFile(options.RejectsPath);
        if (_writer is null)
        {
            _writer = new CsvWriter(_file.Content);
            WriteRow("source", "line", "reason", "text");
        }
        var text = Encoding.UTF8.GetString(CutRecord(record));
        WriteRow(source, lineNumber.ToString(CultureInfo.InvariantCulture), reason, text);
    }

    /// <summary>Gives the rejects file its name, if there is one.</summary>
    internal void CloseFile()
    {
        _writer?.Dispose();
        _file?.Commit();
    }

    /// <summary>Refuses an input of which too many lines were rejected.</summary>
    /// <exception cref="OrderDataException">The share rejected is above the limit.</exception>
    internal void CheckShare(long linesRead)
    {
        if (Count <= options.MaxRejectShare * linesRead)
            return;
        var share = (double)Count / linesRead;
        var message = new StringBuilder();
        message.Append(
            CultureInfo.InvariantCulture,
            $"{Count:N0} of {linesRead:N0} lines ({share:P2}) cannot be used; at most {options.MaxRejectShare:P2} may be rejected."
        );
        foreach (
            var (reason, count) in _counts
                .OrderByDescending(r => r.Value)
                .ThenBy(r => r.Key, StringComparer.Ordinal)
                .Take(ReasonsInMessage)
        )
        {
            var example = _examples[reason];
            message.Append(
                CultureInfo.InvariantCulture,
                $"\n  {count:N0} x {reason}, first in {example.Source}, line {example.LineNumber}: '{example.Text}'"
            );
        }
        message.Append(
            options.RejectsPath is { } path
                ? $"\nAll of them are in {path}."
                : "\nTo get all of them in a file give --rejects FILE."
        );
        var enough = Math.Min(1, Math.Ceiling(share * 1000) / 1000);
        message.Append(
            CultureInfo.InvariantCulture,
            $" Correct the lines, or go on without them: --max-reject {enough}."
        );
        throw new OrderDataException(message.ToString());
    }

    public void Dispose() => _file?.Dispose();

    private static string Quote(ReadOnlySpan<byte> text)
    {
        var chars = Encoding.UTF8.GetString(CutField(text));
        return chars.Length <= MaxQuoted ? chars : chars[..MaxQuoted];
    }

    private void WriteRow(string source, string line, string reason, string text)
    {
        _writer!.Write(source);
        _writer.Write(line);
        _writer.Write(reason);
        _writer.Write(text);
        _writer.EndRow();
    }
}
