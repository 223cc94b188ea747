namespace ClvPredict.Models.Trees;

/// <summary>
/// The branches of a tree, one slot each: 0 stands for the way to the root, 2 i + 1 and 2 i + 2 for the lesser and the greater
/// branch of split i.
/// </summary>
internal sealed class ShapleyBranches
{
    public ShapleyBranches(RegressionTree tree, int[] players, ReadOnlySpan<double> covers)
    {
        Nodes = new LeafOrder(tree).Nodes;
        SlotOf = new int[Nodes.Length];
        int slots = 2 * Nodes.Length + 1;
        Above = new int[slots];
        Share = new double[slots];
        IsLeaf = new bool[slots];
        Value = new double[slots];
        var nodeCovers = NodeCovers(tree, covers);
        var reach = new double[slots];
        var playersAbove = new int[slots];
        (Share[0], reach[0]) = (1, 1);
        for (int i = 0; i < Nodes.Length; i++)
        {
            int node = Nodes[i];
            int above = NearestAbove(players, node);
            var lteCover = CoverOf(tree.LteChild[node], covers, nodeCovers);
            // A split without cover tells nothing about its branches.
            double lteShare = nodeCovers[node] > 0 ? lteCover / nodeCovers[node] : 0.5;
            for (int side = 0; side < 2; side++)
            {
                int slot = 2 * i + 1 + side;
                int child = side == 0 ? tree.LteChild[node] : tree.GtChild[node];
                double share = side == 0 ? lteShare : 1 - lteShare;
                Above[slot] = above;
                Share[slot] = Share[above] * share;
                reach[slot] = reach[SlotOf[node]] * share;
                playersAbove[slot] = playersAbove[SlotOf[node]] + (above == 0 ? 1 : 0);
                MaxPlayers = Math.Max(MaxPlayers, playersAbove[slot]);
                if (child >= 0)
                {
                    SlotOf[child] = slot;
                    continue;
                }
                IsLeaf[slot] = true;
                Value[slot] = tree.LeafValue[~child];
                ExpectedValue += Value[slot] * reach[slot];
            }
        }
    }

    /// <summary>The nodes in the order of the splits: each after its parent.</summary>
    public int[] Nodes { get; }

    /// <summary>Per node: slot of the branch that leads to it.</summary>
    public int[] SlotOf { get; }

    /// <summary>Per slot: the nearest branch above that belongs to a split of the same player; 0 when there is none.</summary>
    public int[] Above { get; }

    /// <summary>Per slot: product of the shares of cover of this branch and all above of the same player.</summary>
    public double[] Share { get; }

    /// <summary>Per slot: whether it leads to a leaf.</summary>
    public bool[] IsLeaf { get; }

    /// <summary>Per slot: the value of the leaf; 0 for nodes.</summary>
    public double[] Value { get; }

    /// <summary>The mean of the leaf values by cover.</summary>
    public double ExpectedValue { get; }

    /// <summary>The largest number of players on the way to a leaf.</summary>
    public int MaxPlayers { get; }

    private int NearestAbove(int[] players, int node)
    {
        int slot = SlotOf[node];
        while (slot > 0)
        {
            int parent = Nodes[(slot - 1) / 2];
            if (players[parent] == players[node])
                return slot;
            slot = SlotOf[parent];
        }
        return 0;
    }

    private double[] NodeCovers(RegressionTree tree, ReadOnlySpan<double> covers)
    {
        var nodeCovers = new double[Nodes.Length];
        for (int i = Nodes.Length - 1; i >= 0; i--)
        {
            int node = Nodes[i];
            nodeCovers[node] =
                CoverOf(tree.LteChild[node], covers, nodeCovers)
                + CoverOf(tree.GtChild[node], covers, nodeCovers);
        }
        return nodeCovers;
    }

    private static double CoverOf(int child, ReadOnlySpan<double> covers, double[] nodeCovers) =>
        child >= 0 ? nodeCovers[child] : covers[~child];
}
