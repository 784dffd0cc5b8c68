package dev.pgwright.render.erd;

import java.nio.file.*;

public class Probe {
    public static void main(String[] a) throws Exception {
        var cat = a[0].equals("m") ? TestCatalogs.marketplace() : TestCatalogs.generated(Integer.parseInt(a[0]), 7);
        var opt = a[0].equals("m") ? TestCatalogs.marketplaceOptions() : ErdOptions.titled("Generated");
        if (a.length > 2 && a[2].equals("no")) opt = opt.withGroups(java.util.List.of());
        if (a.length > 2 && a[2].startsWith("g")) {
            int n = Integer.parseInt(a[2].substring(1));
            var gs = new java.util.ArrayList<ErdOptions.Group>();
            var all = cat.tables().stream()
                    .map(t -> t.name())
                    .sorted(java.util.Comparator.comparingInt(
                            q -> Integer.parseInt(q.name().substring(6))))
                    .toList();
            int per = all.size() / n;
            for (int i = 0; i < n; i++)
                gs.add(ErdOptions.Group.of(
                        "Group " + i,
                        all.subList(i * per, Math.min(all.size(), (i + 1) * per - (i == n - 1 ? 3 : 0)))));
            opt = opt.withGroups(gs);
        }
        if (a.length > 3) opt = opt.withDetail(ErdOptions.Detail.valueOf(a[3]));
        for (int k = 0; k < Integer.getInteger("k", 1); k++) {
            long t = System.nanoTime();
            var s = ErdRenderer.svg(cat, opt);
            System.out.println((System.nanoTime() - t) / 1000000 + " ms ");
            Files.writeString(Path.of(a[1]), s);
        }
    }
}
