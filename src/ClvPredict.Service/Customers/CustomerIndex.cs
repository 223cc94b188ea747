using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ClvPredict.Decisions.Segments;
using ClvPredict.Scoring;

namespace ClvPredict.Service.Customers;

/// <summary>
/// Finds pages among a million customers in milliseconds: filters scan columns of codes, and each order is sorted once, when it is
/// first asked for. Safe to use from many threads.
/// </summary>
public sealed class CustomerIndex
{
    private readonly ImmutableArray<CustomerScore> _customers;
    private readonly Lazy<CustomerSegments?> _segments;
    private readonly Lazy<NamedColumn> _tiers;
    private readonly Lazy<NamedColumn> _lifecycles;
    private readonly Lazy<NamedColumn> _rfm;
    private readonly Lazy<IdText> _ids;
    private readonly Lazy<int[]>[] _orders;

    internal CustomerIndex(
        ImmutableArray<CustomerScore> customers,
        Lazy<CustomerSegments?> segments
    )
    {
        _customers = customers;
        _segments = segments;
        _tiers = new(() => new NamedColumn(customers, c => c.ValueTier));
        _lifecycles = new(() => new NamedColumn(customers, c => c.Lifecycle));
        _rfm = new(() => new NamedColumn(customers, c => c.Segment));
        _ids = new(() => new IdText(customers));
        _orders =
        [
            .. Enum.GetValues<CustomerSort>()
                .SelectMany(sort =>
                    new Lazy<int[]>[]
                    {
                        new(() => CustomerOrder.Of(customers, sort, descending: false)),
                        new(() => CustomerOrder.Of(customers, sort, descending: true)),
                    }
                ),
        ];
    }

    /// <summary>The value tiers that occur, the highest first.</summary>
    public IReadOnlyList<string> Tiers =>
        [.. TierRule.Names.Where(name => _tiers.Value.Names.Contains(name))];

    /// <summary>The lifecycle stages that occur.</summary>
    public IReadOnlyList<string> Lifecycles => _lifecycles.Value.Names;

    /// <summary>The RFM segments that occur.</summary>
    public IReadOnlyList<string> RfmSegments => _rfm.Value.Names;

    /// <summary>Finds a page.</summary>
    /// <exception cref="ArgumentException">A page number is out of range, a name is not known, or the data cannot tell the segment.</exception>
    public CustomerPage Find(CustomerQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Page < 1)
            throw new ArgumentException($"page is {query.Page}; pages count from 1.");
        if (query.PageSize is < 1 or > CustomerQuery.MaxPageSize)
            throw new ArgumentException(
                $"page_size is {query.PageSize}; it must be 1 to {CustomerQuery.MaxPageSize}."
            );
        if (!Enum.IsDefined(query.Sort))
            throw new ArgumentException($"{query.Sort} is no column to sort by.");
        var order = _orders[((int)query.Sort * 2) + (query.IsDescending ? 1 : 0)].Value;
        var skip = (long)(query.Page - 1) * query.PageSize;
        if (!query.HasFilter)
            return Page(
                query,
                order.Length,
                skip >= order.Length
                    ? []
                    : order.AsSpan((int)skip, Math.Min(query.PageSize, order.Length - (int)skip))
            );
        var marks = ArrayPool<bool>.Shared.Rent(order.Length);
        try
        {
            var marked = marks.AsSpan(0, order.Length);
            marked.Fill(true);
            Keep(query, marked);
            return Pick(query, order, marked, skip);
        }
        finally
        {
            ArrayPool<bool>.Shared.Return(marks);
        }
    }

    private void Keep(CustomerQuery query, Span<bool> marked)
    {
        if (!string.IsNullOrEmpty(query.Tier))
        {
            Require("tier", query.Tier, TierRule.Names);
            _tiers.Value.Keep(query.Tier, marked);
        }
        if (!string.IsNullOrEmpty(query.Lifecycle))
        {
            Require("lifecycle", query.Lifecycle, SegmentNames.Lifecycles);
            _lifecycles.Value.Keep(query.Lifecycle, marked);
        }
        if (!string.IsNullOrEmpty(query.Segment))
            KeepSegment(query.Segment, marked);
        if (!string.IsNullOrEmpty(query.Text))
            _ids.Value.Keep(query.Text, marked);
    }

    private void KeepSegment(string segment, Span<bool> marked)
    {
        var others = SegmentNames.All.Select(f => SegmentNames.Of(f));
        Require("segment", segment, SegmentNames.Rfm.Concat(others));
        if (SegmentNames.Rfm.Contains(segment))
        {
            _rfm.Value.Keep(segment, marked);
            return;
        }
        var flag = SegmentNames.All.First(f => SegmentNames.Of(f) == segment);
        if (_segments.Value is not { } segments || !segments.Known.HasFlag(flag))
            throw new ArgumentException($"The data cannot tell who belongs to {segment}.");
        for (var row = 0; row < marked.Length; row++)
            marked[row] &= segments.Customers[row].Is(flag);
    }

    private static void Require(string filter, string name, IEnumerable<string> known)
    {
        if (!known.Contains(name))
            throw new ArgumentException(
                $"{filter} is \"{(name.Length > 80 ? name[..80] : name)}\"; it must be one of {string.Join(", ", known)}."
            );
    }

    private static CustomerPage Pick(
        CustomerQuery query,
        int[] order,
        ReadOnlySpan<bool> marked,
        long skip
    )
    {
        var total = MemoryMarshal.AsBytes(marked).Count((byte)1);
        var rows = new List<int>(query.PageSize);
        if (skip < total)
        {
            foreach (var row in order)
            {
                if (!marked[row] || skip-- > 0)
                    continue;
                rows.Add(row);
                if (rows.Count == query.PageSize)
                    break;
            }
        }
        return Page(query, total, CollectionsMarshal.AsSpan(rows));
    }

    private static CustomerPage Page(CustomerQuery query, int total, ReadOnlySpan<int> rows) =>
        new(total, query.Page, query.PageSize, [.. rows]);
}
