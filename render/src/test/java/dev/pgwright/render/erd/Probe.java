package dev.pgwright.render.erd;
import java.nio.file.*;
public class Probe { public static void main(String[] a) throws Exception {
 var cat=a[0].equals("m")?TestCatalogs.marketplace():TestCatalogs.generated(Integer.parseInt(a[0]),7);
 var opt=a[0].equals("m")?TestCatalogs.marketplaceOptions():ErdOptions.titled("Generated");
 if(a.length>2) opt=opt.withGroups(java.util.List.of());
 long t=System.nanoTime(); var s=ErdRenderer.svg(cat,opt); System.out.println((System.nanoTime()-t)/1000000+" ms ");
 Files.writeString(Path.of(a[1]),s);
}}
