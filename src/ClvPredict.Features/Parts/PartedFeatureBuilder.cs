using System.Globalization;
using ClvPredict.Data;
using ClvPredict.Data.Spill;
using ClvPredict.Features.Contracts;

namespace ClvPredict.Features.Parts;

/// <summary>Computes the features of orders that are larger than memory: part by part, then brought together by id. The rows are
/// those of <see cref="FeatureBuilder"/> over all orders at once, to the last bit. Dispose to close what is on disk.</summary>
public sealed class PartedFeatureBuilder : IDisposable
{
    private readonly SpillFolder _folder;
    private readonly Lock _gate = new();
    private readonly List<SpillFile> _files = [];
    private int _columns;
    private int _rows;
    private long _lateLines;

    private PartedFeatureBuilder(SpillFolder folder) => _folder = folder;

    /// <summary>Customers with a line before the cutoff.</summary>
    public int Rows => _rows;

    /// <summary>Lines before the cutoff that had not arrived by then and are not seen.</summary>
    public long LateLines => _lateLines;

    /// <summary>Computes the features of every customer; they are on disk afterwards, in the folder of the orders.</summary>
    /// <param name="parts">The orders, on disk; they must stay open.</param>
    /// <param name="contract">The columns.</param>
    /// <param name="cutoff">The first day that is not observed.</param>
    /// <param name="columnsOf">The columns to keep of some customers, in the order of the rows of their table; as many for each
    /// part. Called on several threads.</param>
    /// <param name="basis">What a purchase is worth.</param>
    /// <param name="threads">Most parts worked on at once; fewer where memory has no room for them. The result does not depend on it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">The orders are in memory.</exception>
    /// <exception cref="FeatureContractException">The data is not what the contract takes.</exception>
    /// <exception cref="OrderDataException">Nothing is known of any customer before the cutoff.</exception>
    /// <exception cref="IOException">The disk is too full.</exception>
    public static PartedFeatureBuilder Build(
        OrderParts parts,
        FeatureContract contract,
        DateOnly cutoff,
        Func<CustomerHistories, FeatureTable, IReadOnlyList<ReadOnlyMemory<float>>> columnsOf,
        ValueBasis basis = ValueBasis.Money,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(columnsOf);
        var built = new PartedFeatureBuilder(
            parts.Folder ?? throw new ArgumentException("The orders are in memory.", nameof(parts))
        );
        try
        {
            var isSeen = false;
            parts.ForEach(
                threads,
                histories =>
                {
                    Interlocked.Add(ref built._lateLines, histories.CountLate(cutoff));
                    if (!histories.IsSeenOn(cutoff))
                        return;
                    isSeen = true;
                    var table = FeatureBuilder.Build(
                        histories,
                        contract,
                        [cutoff],
                        basis,
                        threads: 1,
                        cancellationToken
                    )[0];
                    built.Add(table, histories, columnsOf(histories, table), cancellationToken);
                },
                cancellationToken
            );
            return isSeen ? built : throw ContractTally.Nobody(cutoff);
        }
        catch
        {
            built.Dispose();
            throw;
        }
    }

    /// <summary>The rows of all customers, before the first one; to be called once.</summary>
    public JoinedRows<FeatureRows> Open() =>
        new(_files.Select(file => FeatureRows.Open(file, _columns)));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
    }

    private void Add(
        FeatureTable table,
        CustomerHistories histories,
        IReadOnlyList<ReadOnlyMemory<float>> columns,
        CancellationToken cancellationToken
    )
    {
        _folder.RequireRoom(
            table.RowCount * (long)columns.Count * sizeof(float),
            "Features of what does not fit into memory"
        );
        SpillFile file;
        lock (_gate)
        {
            file = new SpillFile(
                Path.Combine(
                    _folder.Path,
                    string.Create(CultureInfo.InvariantCulture, $"features-{_files.Count:000}")
                )
            );
            _files.Add(file);
            _columns = columns.Count;
            _rows += table.RowCount;
        }
        FeatureRows.Write(file, table, histories.CustomerIds, columns, cancellationToken);
    }
}
