using System.Collections.Immutable;
using ClvPredict.Data.Ingest;

namespace ClvPredict.Data;

/// <summary>What was read, what was used, what was not and why. Every line read is counted exactly once in
/// <see cref="LinesUsed"/>, <see cref="LinesWithoutCustomer"/>, <see cref="LinesLeftOut"/> or <see cref="Rejected"/>.</summary>
public sealed record IngestReport
{
    /// <summary>The sources read, as given by the user.</summary>
    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>SHA-256, lower-case hexadecimal: of the bytes of all CSV files after decompression and of the columns
    /// read of Parquet files, or, for a database, of the order lines whatever their order.</summary>
    public required string Digest { get; init; }

    /// <summary>Which column of the header plays which role ("customer_id" → "Customer ID").</summary>
    public required ImmutableSortedDictionary<string, string> Columns { get; init; }

    /// <summary>The date format decided for the whole input, for example "yyyy-MM-dd" or "dd/MM/yyyy HH:mm".</summary>
    public required string DateFormat { get; init; }

    /// <summary>Data lines read, the header not counted.</summary>
    public required long LinesRead { get; init; }

    /// <summary>Lines that became order lines.</summary>
    public required long LinesUsed { get; init; }

    /// <summary>Usable lines without a customer id; they are left out of the histories.</summary>
    public required long LinesWithoutCustomer { get; init; }

    /// <summary>Lines refused, by reason.</summary>
    public required ImmutableSortedDictionary<string, long> Rejected { get; init; }

    /// <summary>Named repairs and notes with their counts, for example "amount rounded to 4 decimals".</summary>
    public required ImmutableSortedDictionary<string, long> Repairs { get; init; }

    /// <summary>The first rejected lines (at most 1,000), for messages; all of them go to the rejects file.</summary>
    public required ImmutableArray<RejectedLine> FirstRejected { get; init; }

    /// <summary>Sum of the lines used.</summary>
    public required Ledger Ledger { get; init; }

    /// <summary>Sum of the lines without a customer.</summary>
    public required Ledger WithoutCustomer { get; init; }

    /// <summary>The shop system that the first source was recognised as by its header; "generic" for any other.</summary>
    public string Export { get; init; } = OrderExport.GenericName;

    /// <summary>The currency of the amounts; null when nothing says it.</summary>
    public string? Currency { get; init; }

    /// <summary>Good lines that a named rule leaves out: repeats that are to be dropped, orders not carried out, lines outside
    /// the days asked for or of another shard. The rules and
    /// their counts are among <see cref="Repairs"/>.</summary>
    public long LinesLeftOut { get; init; }

    /// <summary>Sum of the lines left out.</summary>
    public Ledger LeftOut { get; init; }

    /// <summary>Lines of Parquet files that were not read and are in no other count or sum: the statistics of their row groups
    /// say that none is in the days asked for. What a database leaves out at its side is not counted.</summary>
    public long LinesSkipped { get; init; }

    /// <summary>The first day asked for; null for no bound.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The first day not asked for any more; null for no bound.</summary>
    public DateOnly? Before { get; init; }

    /// <summary>The part of the customers asked for; null for all.</summary>
    public CustomerShard? Shard { get; init; }

    /// <summary>Lines whose cost is missing and counts as 0; 0 where no line has one.</summary>
    public long LinesWithoutCost => Repairs.GetValueOrDefault(RepairNames.CostMissing);

    /// <summary>All rejected lines together.</summary>
    public long LinesRejected => Rejected.Values.Sum();
}
